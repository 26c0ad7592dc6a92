package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.fleetreboot.engine.state.Effect;
import org.jspecify.annotations.Nullable;

/** The commands to the engine that wait for a step. Thread-safe. */
final class CommandQueue {
  private final BlockingQueue<Ask<?>> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final boolean drivenByHand;
  private volatile boolean closed;

  /**
   * @param drivenByHand whether the callers make the steps themselves, and so must not wait for one
   */
  CommandQueue(boolean drivenByHand) {
    this.drivenByHand = drivenByHand;
  }

  /**
   * Has the core answer in its next step. The answer comes once the events of that step are
   * durable.
   */
  <T> CompletionStage<T> ask(BiFunction<EngineCore, Instant, T> question) {
    Ask<T> ask = new Ask<>(question, new CompletableFuture<>());
    waiting.add(ask);
    if (closed) {
      // The last step may be over: a command after it fails at once.
      waiting.remove(ask);
      ask.fail(failure.getNow(isClosedNow()));
    }
    return ask.answer();
  }

  /** Has the core decide in its next step. Completes once the events of that step are durable. */
  CompletionStage<Void> tell(EngineCore.Command command) {
    return ask(
        (core, now) -> {
          command.decide(core, now);
          return null;
        });
  }

  /**
   * Has the core decide, and waits until it has, unless the callers make the steps.
   *
   * @throws RuntimeException if the core refuses the command
   */
  void tellAndWait(EngineCore.Command command) {
    CompletionStage<Void> done = tell(command);
    if (drivenByHand) {
      return;
    }
    try {
      done.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Takes at most {@code most} waiting commands, after waiting for the first one for at most {@code
   * wait}.
   */
  List<Ask<?>> take(int most, Duration wait) throws InterruptedException {
    List<Ask<?>> taken = new ArrayList<>();
    Ask<?> first = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (first != null) {
      taken.add(first);
      waiting.drainTo(taken, most - 1);
    }
    return taken;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether no more steps follow. */
  boolean isClosed() {
    return closed;
  }

  /** Completes normally, with the reason, if the engine has stopped because of a failure. */
  CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** Ends the steps after the one under way. */
  void close() {
    closed = true;
    // Wakes the thread that makes the steps, which the caller waits for.
    waiting.add(new Ask<>((core, now) -> null, new CompletableFuture<@Nullable Void>()));
  }

  /** Refuses the commands that came during the last step. */
  void refuseWaiting() {
    for (Ask<?> ask = waiting.poll(); ask != null; ask = waiting.poll()) {
      ask.fail(failure.getNow(isClosedNow()));
    }
  }

  private static IllegalStateException isClosedNow() {
    return new IllegalStateException("The engine is closed; its next start continues.");
  }

  /** Ends the steps because of a failure, and tells everybody who waits. */
  void fail(Throwable why) {
    failure.complete(why);
    closed = true;
    for (Ask<?> ask = waiting.poll(); ask != null; ask = waiting.poll()) {
      ask.fail(why);
    }
  }

  /** A question, and the future of its answer. */
  record Ask<T>(BiFunction<EngineCore, Instant, T> question, CompletableFuture<T> answer)
      implements EngineCore.Command {

    @Override
    public void decide(EngineCore core, Instant now) {
      int before = core.recorded();
      try {
        T value = question.apply(core, now);
        core.effect(new Effect.Answer<>(answer, value));
      } catch (RuntimeException refused) {
        if (core.recorded() > before) {
          // The consequences of recorded events are missing. None of the events is durable yet, so
          // the engine stops and the next start does not know them.
          throw new IllegalStateException(
              "Bug: an event was recorded, but its follow-up failed.", refused);
        }
        core.effect(new Effect.Refusal(answer, refused));
      }
    }

    void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }
}
