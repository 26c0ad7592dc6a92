package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits all waiting requests in one transaction, again and again. There is no artificial delay:
 * while one commit runs, the next batch gathers. The first error of any kind ends it. Thread-safe.
 */
public final class BatchingWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingWriter.class);

  private final String journal;
  private final Transactions transactions;
  private final JournalObserver observer;
  private final RequestQueue queue = new RequestQueue();
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final CompletableFuture<JournalFailed> failure = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;

  private BatchingWriter(String journal, Transactions transactions, JournalObserver observer) {
    this.journal = journal;
    this.transactions = transactions;
    this.observer = observer;
  }

  /**
   * Starts the writing thread; it closes the transactions when it ends.
   *
   * @param journal its file, or the address of its database without a password
   */
  public static BatchingWriter start(
      String journal, Transactions transactions, JournalObserver observer) {
    BatchingWriter writer = new BatchingWriter(journal, transactions, observer);
    Thread thread = new Thread(writer::run, "journal-writer");
    thread.setDaemon(true);
    thread.start();
    return writer;
  }

  /** Accepts a request, and answers it eventually, whatever happens. */
  public void submit(Request request) {
    queue.put(request);
  }

  /** Completes with the reason if a failure stops the writer. */
  public CompletionStage<JournalFailed> failure() {
    return failure.minimalCompletionStage();
  }

  private void run() {
    try (transactions) {
      for (List<Request> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        if (!commit(batch)) {
          return;
        }
      }
    } catch (SQLException notClosed) {
      // Everything acknowledged is durable; the next open reads it.
      LOG.warn("Journal {} was not closed cleanly", journal, notClosed);
    } finally {
      ended.complete(null);
    }
  }

  private boolean commit(List<Request> batch) {
    try {
      observer.commitBegins(batch.stream().mapToInt(Request::rows).sum());
      transactions.commit(batch);
      observer.commitEnds();
    } catch (JournalFailed reason) {
      stop(batch, reason);
      return false;
    } catch (Throwable failed) {
      stop(batch, transactions.failed(failed));
      return false;
    }
    acknowledgements.give(() -> batch.forEach(Request::acknowledge));
    return true;
  }

  private void stop(List<Request> batch, JournalFailed reason) {
    LOG.error(reason.getMessage(), reason);
    queue.close(reason);
    List<Request> unanswered = new ArrayList<>(batch);
    unanswered.addAll(queue.drain());
    acknowledgements.give(() -> unanswered.forEach(request -> request.fail(reason)));
    if (!closing) {
      acknowledgements.give(() -> failure.complete(reason));
    }
  }

  /** Writes and answers all waiting requests, then ends. */
  @Override
  public void close() {
    closing = true;
    queue.close(new JournalFailed("Journal " + journal + " is closed: nothing was written."));
    transactions.closing();
    ended.join(); // unlike Thread.join, an interrupt does not end it early
    acknowledgements.close();
  }
}
