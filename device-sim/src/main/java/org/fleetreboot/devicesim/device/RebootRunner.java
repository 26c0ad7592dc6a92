package org.fleetreboot.devicesim.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.fleetreboot.devicesim.device.RebootStep.Answer;
import org.fleetreboot.devicesim.device.RebootStep.Connect;
import org.fleetreboot.devicesim.device.RebootStep.Disconnect;
import org.fleetreboot.devicesim.device.RebootStep.LoseAnswer;
import org.fleetreboot.devicesim.device.RebootStep.Marker;
import org.fleetreboot.devicesim.device.RebootStep.Report;
import org.fleetreboot.devicesim.device.RebootStep.Restart;
import org.fleetreboot.devicesim.device.RebootStep.Wait;
import org.jspecify.annotations.Nullable;

/**
 * Lets a device's conduct loose on its body: one call at a time. A call that comes while another is
 * under way waits its turn and reboots the device again, unless a disconnect wipes it out first.
 * Waiting holds no thread.
 *
 * <p>Counts may be read from any thread; everything else happens on the script thread.
 */
final class RebootRunner {

  private final RebootPlanner conduct;
  private final DeviceTransport body;
  private final BootMarkers markers;
  private final RandomGenerator random;
  private final ScriptExecutor thread;
  private final ScriptPlayer player;
  private final Deque<MethodCall> waiting = new ArrayDeque<>();
  private @Nullable MethodCall unanswered;
  private boolean busy;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger reboots = new AtomicInteger();
  private volatile @Nullable String lastMarker;

  RebootRunner(
      DeviceSpec spec,
      DeviceTransport body,
      BootMarkers markers,
      RandomGenerator random,
      ScriptExecutor thread) {
    this.conduct = spec.conduct();
    this.body = body;
    this.markers = markers;
    this.random = random;
    this.thread = thread;
    this.player = new ScriptPlayer(spec.id(), this::perform, thread);
  }

  /**
   * Switches the device on.
   *
   * @return done when it can be called; failed when the hub does not let it in
   */
  CompletionStage<?> start(boolean reportMarker) {
    CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    thread.execute(
        () -> {
          busy = true;
          player.play(
              conduct.start(reportMarker),
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

  /** Takes a direct method call; callable from any thread. */
  void take(MethodCall call) {
    thread.execute(() -> accept(call));
  }

  /** Ends everything where it stands; calls that wait stay unanswered. Callable from any thread. */
  void stop() {
    player.stop();
    thread.execute(this::forgetCalls);
  }

  int calls() {
    return calls.get();
  }

  int reboots() {
    return reboots.get();
  }

  @Nullable String lastMarker() {
    return lastMarker;
  }

  private void accept(MethodCall call) {
    if (player.isStopped()) {
      call.leaveUnanswered();
    } else if (!call.method().equals(conduct.preset().method())) {
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
    MethodCall call = waiting.poll();
    busy = call != null;
    if (busy) {
      unanswered = call;
      player.play(conduct.reboot(random), failure -> takeNext());
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
      return body.disconnect();
    } else if (step instanceof Restart) {
      reboots.incrementAndGet();
      return CompletableFuture.completedFuture(null);
    } else if (step instanceof Wait wait) {
      CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
      thread.schedule(() -> over.complete(null), wait.duration());
      return over;
    } else if (step instanceof Connect) {
      return body.connect();
    }
    throw new AssertionError(step);
  }

  private CompletionStage<?> answer(Answer answer) {
    MethodCall call = unanswered;
    unanswered = null;
    return call == null
        ? CompletableFuture.completedFuture(null)
        : call.answer(answer.status(), answer.payload());
  }

  private CompletionStage<?> loseAnswer() {
    MethodCall call = unanswered;
    unanswered = null;
    if (call != null) {
      call.leaveUnanswered();
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<?> report(String marker, BooleanSupplier abandoned) {
    return new ReportRetry(body, conduct.preset().patch(marker), abandoned, random, thread)
        .send()
        .thenRun(() -> lastMarker = marker);
  }

  private void forgetCalls() {
    loseAnswer();
    waiting.forEach(MethodCall::leaveUnanswered);
    waiting.clear();
  }
}
