package org.fleetreboot.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who types {@code list}, then {@code get}, again and again. */
final class RepeatedReads implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Double> millis = new ArrayList<>();
  private final Path folder;
  private final Path journal;
  private final String run;
  private final Future<?> repeated;
  private volatile @Nullable RuntimeException failure;

  private RepeatedReads(Path folder, Path journal, String run, Duration every) {
    this.folder = folder;
    this.journal = journal;
    this.run = run;
    this.repeated =
        clock.scheduleAtFixedRate(
            this::readUnlessFailed, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  static RepeatedReads begin(Path folder, Path journal, String run, Duration every) {
    return new RepeatedReads(folder, journal, run, every);
  }

  private void readUnlessFailed() {
    try {
      if (failure == null) {
        read();
      }
    } catch (IOException e) {
      failure = new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void read() throws IOException, InterruptedException {
    List<String> words = count() % 2 == 0 ? List.of("list") : List.of("get", run);
    Path output = folder.resolve("reads.txt");
    long start = System.nanoTime();
    int exit =
        Processes.of(folder, output, Processes.SHORT_LIVED, Followers.withJournal(words, journal))
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException(
          words + " ended with " + exit + ": " + Files.readString(output));
    }
    synchronized (millis) {
      millis.add((System.nanoTime() - start) / 1e6);
    }
  }

  /** How many reads have ended. */
  int count() {
    synchronized (millis) {
      return millis.size();
    }
  }

  /** How long one takes, from the start of its JVM to its end; 0 if none has ended. */
  double medianMillis() {
    synchronized (millis) {
      return millis.isEmpty()
          ? 0
          : Statistics.rounded(
              Statistics.median(millis.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  /**
   * Waits for a read that is under way.
   *
   * @throws IllegalStateException if one has failed
   */
  @Override
  public void close() {
    repeated.cancel(false);
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }
}
