package org.fleetreboot.devicesim.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.device.behavior.RebootPlanner;
import org.fleetreboot.devicesim.device.behavior.RebootStep;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Answer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Connect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Disconnect;
import org.fleetreboot.devicesim.device.behavior.RebootStep.LoseAnswer;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Marker;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Report;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Restart;
import org.fleetreboot.devicesim.device.behavior.RebootStep.Wait;
import org.jspecify.annotations.Nullable;

/**
 * Runs a device's scripts on its transport, one call at a time. A call that arrives during another
 * one waits, and reboots the device again, unless a disconnect drops it first. Waiting does not
 * block a thread.
 *
 * <p>Counters may be read from any thread; everything else runs on the script thread.
 */
public final class RebootRunner {

  private final RebootPlanner planner;
  private final DeviceTransport transport;
  private final BootMarkers markers;
  private final RandomGenerator random;
  private final ScriptExecutor thread;
  private final ScriptPlayer player;
  private final Deque<IncomingMethodCall> waiting = new ArrayDeque<>();
  private @Nullable IncomingMethodCall unanswered;
  private boolean busy;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger reboots = new AtomicInteger();
  private volatile @Nullable String lastMarker;

  public RebootRunner(
      DeviceSpec spec,
      DeviceTransport transport,
      BootMarkers markers,
      RandomGenerator random,
      ScriptExecutor thread) {
    this.planner = spec.planner();
    this.transport = transport;
    this.markers = markers;
    this.random = random;
    this.thread = thread;
    this.player = new ScriptPlayer(spec.id(), this::perform, thread);
  }

  /**
   * Starts the device.
   *
   * @return done when it can be called; failed if the hub refuses it
   */
  public CompletionStage<?> start(boolean reportMarker) {
    CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    thread.execute(
        () -> {
          busy = true;
          player.play(
              planner.start(reportMarker),
              failure -> {
                if (failure == null) {
                  started.complete(null);
                } else {
                  started.completeExceptionally(failure);
                }
                takeNext();
              });
        });
    return started;
  }

  /** Accepts a direct method call, from any thread. */
  public void take(IncomingMethodCall call) {
    thread.execute(() -> accept(call));
  }

  /** Stops at the current step, from any thread; waiting calls stay unanswered. */
  public void stop() {
    player.stop();
    thread.execute(this::forgetCalls);
  }

  public int calls() {
    return calls.get();
  }

  public int reboots() {
    return reboots.get();
  }

  public @Nullable String lastMarker() {
    return lastMarker;
  }

  private void accept(IncomingMethodCall call) {
    if (player.isStopped()) {
      call.leaveUnanswered();
    } else if (!call.method().equals(planner.preset().method())) {
      call.answer(404, Map.of("Response", "Unknown method"));
    } else {
      calls.incrementAndGet();
      waiting.add(call);
      if (!busy) {
        takeNext();
      }
    }
  }

  private void takeNext() {
    IncomingMethodCall call = waiting.poll();
    busy = call != null;
    if (busy) {
      unanswered = call;
      player.play(planner.reboot(random), failure -> takeNext());
    }
  }

  private CompletionStage<?> perform(RebootStep step, BooleanSupplier abandoned) {
    if (step instanceof Answer answer) {
      return answer(answer);
    } else if (step instanceof LoseAnswer) {
      return loseAnswer();
    } else if (step instanceof Report report) {
      return report(report.marker() == Marker.NEW ? markers.next() : markers.same(), abandoned);
    } else if (step instanceof Disconnect) {
      forgetCalls();
      return transport.disconnect();
    } else if (step instanceof Restart) {
      reboots.incrementAndGet();
      return CompletableFuture.completedFuture(null);
    } else if (step instanceof Wait wait) {
      CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
      thread.schedule(() -> over.complete(null), wait.duration());
      return over;
    } else if (step instanceof Connect) {
      return transport.connect();
    }
    throw new AssertionError(step);
  }

  private CompletionStage<?> answer(Answer answer) {
    IncomingMethodCall call = unanswered;
    unanswered = null;
    return call == null
        ? CompletableFuture.completedFuture(null)
        : call.answer(answer.status(), answer.payload());
  }

  private CompletionStage<?> loseAnswer() {
    IncomingMethodCall call = unanswered;
    unanswered = null;
    if (call != null) {
      call.leaveUnanswered();
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<?> report(String marker, BooleanSupplier abandoned) {
    return new ReportRetry(transport, planner.preset().patch(marker), abandoned, random, thread)
        .send()
        .thenRun(() -> lastMarker = marker);
  }

  private void forgetCalls() {
    loseAnswer();
    waiting.forEach(IncomingMethodCall::leaveUnanswered);
    waiting.clear();
  }
}
