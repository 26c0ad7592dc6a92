package org.fleetreboot.journal.sql.write;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Completes the futures, in order, on a separate thread: their continuations may be slow, or wait
 * for room in the queue, and the writer must not wait for them.
 */
final class Acknowledgements implements AutoCloseable {
  private final CompletableFuture<Void> allGiven = new CompletableFuture<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), AcknowledgementThread::new) {
        @Override
        protected void terminated() {
          allGiven.complete(null);
        }
      };

  private static final class AcknowledgementThread extends Thread {
    AcknowledgementThread(Runnable task) {
      super(task, "journal-acknowledgements");
      setDaemon(true);
    }
  }

  void give(Runnable answers) {
    thread.execute(answers);
  }

  /** Waits until all are completed, except on its own thread, which cannot wait for itself. */
  @Override
  public void close() {
    thread.shutdown();
    if (!(Thread.currentThread() instanceof AcknowledgementThread)) {
      allGiven.join();
    }
  }
}
