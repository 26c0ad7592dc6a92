package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** Records the answers to the calls, and the answers that were lost. */
public final class InvocationAnswers {
  private final HubRecorder recorder;
  private final HubBreakers breakers;
  private final DeviceSkipper skipper;

  public InvocationAnswers(HubRecorder recorder, HubBreakers breakers, DeviceSkipper skipper) {
    this.recorder = recorder;
    this.breakers = breakers;
    this.skipper = skipper;
  }

  /**
   * An answer has come.
   *
   * @param turn the turn of the call; null if it has ended
   * @param trouble the trouble that the hub had with the call; null for none
   */
  public void record(
      LiveDevice device,
      @Nullable OpenTurn turn,
      UUID invocation,
      InvocationAnswer answer,
      @Nullable HubTrouble trouble,
      Instant now) {
    record(device, invocation, answer, turn == null ? null : turn.lastCall(), now);
    if (trouble != null) {
      breakers.calls.failed(now, trouble);
    } else if (isOfWorkingHub(answer)) {
      breakers.calls.succeeded(now);
    }
    if (turn != null && turn.group.isSettled() && device.state() instanceof RebootState.Retrying) {
      // The group ended without waiting for the call, which is proved to have started nothing.
      skipper.cancel(turn.group, device, now);
    }
  }

  /** The answer to the call will not come any more. */
  public void lost(LiveDevice device, InvocationIntended call, Instant now) {
    var lost = new InvocationAnswer.Lost(null, "no answer came back from the route in time");
    record(device, call.invocation(), lost, null, now);
  }

  private void record(
      LiveDevice device,
      UUID invocation,
      InvocationAnswer answer,
      @Nullable Instant lastCall,
      Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.RecordAnswer(invocation, now, answer, recorder.jitter(), lastCall)));
  }

  /** Whether the hub took the call and said what became of it. */
  private static boolean isOfWorkingHub(InvocationAnswer answer) {
    return answer instanceof InvocationAnswer.Answered
        || (answer instanceof InvocationAnswer.NotDelivered refused
            && refused.cause() == InvocationAnswer.Cause.REFUSED_FOR_DEVICE)
        || (answer instanceof InvocationAnswer.Lost lost && lost.errorCode() != null);
  }
}
