package org.fleetreboot.engine.loop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the effects of steps on a thread of its own, so that the engine decides the next step
 * while the events of the last one become durable. After a failure no effect is carried out.
 */
final class EffectThread implements AutoCloseable {
  /**
   * How many steps may wait behind the one whose effects are carried out. One keeps both threads
   * busy; more would only make the steps smaller and the answers later.
   */
  private static final int STEPS_WAITING = 1;

  private final StepEffects effects;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<@Nullable Void> allCarriedOut = new CompletableFuture<>();
  private final ThreadPoolExecutor executor;
  private volatile @Nullable Throwable failure;

  /**
   * @param onFailure is told once why events could not be made durable, or which error stopped
   *     their effects
   */
  EffectThread(StepEffects effects, Consumer<Throwable> onFailure) {
    this.effects = effects;
    this.onFailure = onFailure;
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(STEPS_WAITING),
            Own::new,
            EffectThread::waitForRoom) {
          @Override
          protected void terminated() {
            allCarriedOut.complete(null);
          }
        };
  }

  private static void waitForRoom(Runnable step, ThreadPoolExecutor executor) {
    try {
      executor.getQueue().put(step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("interrupted", e);
    }
  }

  /** Takes the next step, after waiting for room. */
  void add(StepCommit commit) {
    executor.execute(() -> carryOut(commit));
  }

  private void carryOut(StepCommit commit) {
    Throwable earlier = failure;
    if (earlier != null) {
      commit.fail(earlier);
      return;
    }
    try {
      effects.carryOut(commit);
    } catch (Throwable e) {
      // Errors too: if the thread ended silently, everybody would wait forever.
      Throwable why = EngineLoop.causeOf(e);
      failure = why;
      commit.fail(why);
      onFailure.accept(why);
    }
  }

  /** Whether the caller is an effect, which cannot wait for the end of the effects. */
  static boolean isCurrent() {
    return Thread.currentThread() instanceof Own;
  }

  /** Waits until all effects are carried out. */
  @Override
  public void close() {
    executor.shutdown();
    allCarriedOut.join(); // an interrupt does not end it early
  }

  private static final class Own extends Thread {
    Own(Runnable work) {
      super(work, "engine-effects");
      setDaemon(true);
    }
  }
}
