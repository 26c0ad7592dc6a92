package org.fleetreboot.journal.sqlite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gives the answers, in order, on a thread of their own: what callers hang onto them may be slow,
 * or wait for room in the queue, and the writer must go on meanwhile.
 */
final class Answers implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor(AnswerThread::new);

  private static final class AnswerThread extends Thread {
    AnswerThread(Runnable task) {
      super(task, "journal-answers");
      setDaemon(true);
    }
  }

  void give(Runnable answers) {
    thread.execute(answers);
  }

  /** Waits until all is given, except for the answer from which it is called. */
  @Override
  public void close() {
    if (thread.isShutdown()) {
      return;
    }
    if (!(Thread.currentThread() instanceof AnswerThread)) {
      CompletableFuture.runAsync(() -> {}, thread).join();
    }
    thread.shutdown();
  }
}
