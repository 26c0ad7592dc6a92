package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.SteadyTime;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** Decides in a turn whether its device is called, by its check and its twin. */
public final class CallDecisions {
  /**
   * The time for connecting to the hub, and for what clients wait beyond the timeouts of the hub.
   */
  private static final Duration ON_THE_WIRE = Duration.ofMinutes(2);

  private final HubRecorder recorder;
  private final LiveHub hub;
  private final Groups groups;
  private final DeferralRules deferralRules;
  private final DeviceSkipper skipper;
  private final GroupTimeout timeout;
  private final SteadyTime steady;

  public CallDecisions(
      HubRecorder recorder,
      LiveHub hub,
      Groups groups,
      DeferralRules deferralRules,
      DeviceSkipper skipper,
      GroupTimeout timeout) {
    this.recorder = recorder;
    this.hub = hub;
    this.groups = groups;
    this.deferralRules = deferralRules;
    this.skipper = skipper;
    this.timeout = timeout;
    this.steady = hub.steady();
  }

  /** Whether the call may be made after what the check said. */
  public boolean checked(OpenTurn turn, CheckFinding finding, Instant now) {
    LiveGroup group = turn.group;
    if (finding instanceof CheckFinding.Go) {
      group.checkFindings().passed(turn.device);
      return true;
    }
    if (group.isSettled() || group.hasSettled(turn.device)) {
      // It came too late to matter.
      return false;
    }
    turn.markDecided();
    if (finding instanceof CheckFinding.NotNow notNow) {
      notNow(turn, notNow, now);
    } else if (finding instanceof CheckFinding.Veto veto) {
      skipper.skip(group, turn.device, veto.reason(), now);
    }
    return false;
  }

  private void notNow(OpenTurn turn, CheckFinding.NotNow finding, Instant now) {
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    RebootEvent.Deferred last = device.state().past().deferral(group.run, group.step);
    Instant since =
        group
            .checkFindings()
            .deferredSince(device, last == null ? null : last.deferredSince(), steady.of(now));
    Instant again = now.plus(finding.retryAfter());
    if (again.isAfter(timeout.endSince(group, since, now))) {
      skipper.skip(group, device, "not in time: " + finding.reason(), now);
    } else {
      turn.defer(DeferredTurn.until(again, finding.reason()));
      deferralRules.record(group, device, finding.reason(), steady.byClock(since), now);
    }
  }

  /**
   * Decides by the twin that was just read. Returns the intent to call; null if nothing is to be
   * sent.
   */
  public @Nullable InvocationIntended intend(OpenTurn turn, TwinReading baseline, Instant now) {
    LiveGroup group = turn.group;
    LiveDevice device = turn.device;
    if (!groups.mayCall(group, now) || isRefused(turn, baseline, now)) {
      return null;
    }
    turn.markDecided();
    turn.lastCall(GroupWindows.lastCall(group, baseline, now));
    if (baseline instanceof TwinReading.Found twin) {
      groups.seen(device, twin.connected(), now);
    }
    DeferredTurn deferred = deferralRules.byTwin(group, device, baseline, now);
    List<RebootEvent> events =
        Reboot.decide(
            device.state(),
            new RebootCommand.TakeTurn(
                group.run,
                group.step,
                now,
                device.byClockOfCall(now),
                group.options().with(group.callOptions()),
                timeout.began(group, now),
                baseline,
                recorder.newId(),
                RetryRules.since(hub.knownRun(group.run)),
                deferred == null ? null : deferred.why()));
    recorder.record(device, events);
    if (events.stream().allMatch(RebootEvent.Deferred.class::isInstance)) {
      turn.defer(deferred);
      if (isAwaited(group, baseline)) {
        turn.awaitDevice();
      }
    }
    if (device.state() instanceof RebootState.Calling calling
        && events.contains(calling.intent())) {
      turn.call(answerBy(calling.intent(), group.callOptions()));
      return calling.intent();
    }
    return null;
  }

  /**
   * Whether the hub refuses the twin and may be asked once more; then the turn leads to nothing.
   */
  private static boolean isRefused(OpenTurn turn, TwinReading baseline, Instant now) {
    if (!(baseline instanceof TwinReading.Refused refused)) {
      turn.device.twinRead();
      return false;
    }
    if (turn.device.countRefusedTwin() >= Reboot.REFUSALS) {
      return false;
    }
    turn.notBefore(refused.retryAfter() == null ? null : now.plus(refused.retryAfter()));
    return true;
  }

  private static boolean isAwaited(LiveGroup group, TwinReading baseline) {
    return baseline instanceof TwinReading.Found twin
        && !twin.connected()
        && group.options().offlinePolicy().offline() == OfflinePolicy.Offline.WAIT;
  }

  private static Instant answerBy(InvocationIntended intent, CallOptions callOptions) {
    return intent
        .notAfter()
        .plus(intent.connectTimeout())
        .plus(callOptions.responseTimeout())
        .plus(ON_THE_WIRE);
  }
}
