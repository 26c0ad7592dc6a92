package org.fleetreboot.iothub.sdk;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.iothub.client.NotSentException;

/**
 * Limits how many blocking calls run at once and how many wait; refuses the rest without waiting.
 *
 * <p>Not a pool of Camel's {@code ExecutorServiceManager}: that interrupts on shutdown, and with
 * virtual threads an interrupt closes the socket of a call whose answer is still wanted.
 */
public final class BoundedExecutor implements AutoCloseable {

  private final int running;
  private final int waiting;
  private final ThreadPoolExecutor threads;
  private volatile boolean closed;

  /**
   * Slots with their own threads, which end after a minute without work.
   *
   * @param running the most calls at once, at least 1
   * @param waiting the most calls that wait for a slot; 0 for none
   */
  public BoundedExecutor(int running, int waiting, ThreadFactory threadFactory) {
    this.running = running;
    this.waiting = waiting;
    this.threads =
        new ThreadPoolExecutor(
            running,
            running,
            1,
            TimeUnit.MINUTES,
            waiting == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(waiting),
            threadFactory);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the call on a slot.
   *
   * @param request its description, for the {@link NotSentException} with which this fails at once
   *     if no slot is free
   */
  <T> CompletionStage<T> submit(String request, Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(() -> run(call, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new NotSentException(request + " was not sent, because " + reason(), e));
    }
    return result;
  }

  private String reason() {
    return closed
        ? "the component is stopped."
        : "%d calls are running and %d are waiting, which are the limits."
            .formatted(running, waiting);
  }

  private <T> void run(Callable<T> call, CompletableFuture<T> result) {
    if (closed) {
      return;
    }
    try {
      result.complete(call.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** Running calls end normally; waiting ones are dropped and never complete. */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    threads.getQueue().clear();
  }
}
