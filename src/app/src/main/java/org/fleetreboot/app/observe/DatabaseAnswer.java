package org.fleetreboot.app.observe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fleetreboot.journal.JournalReader;

/**
 * Whether the database of the journal answers. A probe never waits for one that does not: one
 * question at a time is under way. Thread-safe.
 */
final class DatabaseAnswer {
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private final JournalReader journal;
  private CompletableFuture<Finding> question =
      CompletableFuture.completedFuture(Finding.up("The database was not asked yet."));

  DatabaseAnswer(JournalReader journal) {
    this.journal = journal;
  }

  synchronized Finding finding() {
    if (question.isDone()) {
      question = CompletableFuture.supplyAsync(this::ask);
    }
    try {
      return question.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return Finding.down(
          "The database of the journal does not answer. No device is called until it does.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.down("The program ends.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Finding ask() {
    try {
      var unused = journal.partitions();
      return Finding.up("The database of the journal answers.");
    } catch (RuntimeException failed) {
      return Finding.down(failed.getMessage() + " No device is called until it answers.");
    }
  }
}
