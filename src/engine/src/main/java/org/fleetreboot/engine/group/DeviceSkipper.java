package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.jspecify.annotations.Nullable;

/** Skips devices before they are called: by order of a person, or by a rule. */
public final class DeviceSkipper {
  private final HubRecorder recorder;

  public DeviceSkipper(HubRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Skips one device by order of a person; returns whether it had not been skipped before.
   *
   * @throws ControlRefused if its call cannot be taken back
   */
  public boolean skip(
      LiveGroup group, LiveDevice device, Requester by, String reason, Instant now) {
    // A group that has ended has let go of its devices; they remember how they ended in it.
    Outcome outcome = device.state().past().outcome(group.run, group.step);
    if (outcome != null) {
      if (outcome == Outcome.SKIPPED || outcome == Outcome.CANCELLED) {
        return false;
      }
      throw new ControlRefused(
          device.id + " is done in step " + group.step + ": " + outcome.word() + ".");
    }
    if (group.isRebooting(device)) {
      throw new ControlRefused(
          device.id
              + " has been called in step "
              + group.step
              + " and is under way: a call cannot be taken back, and it is polled until it finishes.");
    }
    group.devices().drop(device);
    record(device, new RebootCommand.Skip(group.run, group.step, now, by, reason));
    return true;
  }

  /** Skips one device by a rule. */
  public void skip(LiveGroup group, LiveDevice device, String reason, Instant now) {
    record(device, new RebootCommand.Skip(group.run, group.step, now, null, reason));
  }

  /** Cancels a device in a group that was cancelled. */
  public void cancel(LiveGroup group, LiveDevice device, Instant now) {
    record(device, cancelled(group, group.state().reason(), now));
  }

  /**
   * Skips or cancels the devices without a turn in a group that calls no more devices.
   *
   * @param most how many at once
   * @return how many devices were skipped or cancelled
   */
  public int skipWaiting(LiveGroup group, int most, Instant now) {
    String reason = group.skipReason() == null ? group.state().reason() : group.skipReason();
    List<LiveDevice> skipped = group.devices().takeWaiting(most);
    for (LiveDevice device : skipped) {
      record(
          device,
          group.state().phase() == GroupState.Phase.CANCELLING
              ? cancelled(group, reason, now)
              : new RebootCommand.Skip(
                  group.run, group.step, now, null, reason(group, device, reason)));
    }
    return skipped.size();
  }

  private static RebootCommand cancelled(LiveGroup group, @Nullable String reason, Instant now) {
    return new RebootCommand.Cancel(
        group.run, group.step, now, group.cancelledBy(), String.valueOf(reason));
  }

  /** Adds what the device has waited for, if a rule of the group deferred it. */
  private static String reason(LiveGroup group, LiveDevice device, @Nullable String reason) {
    RebootEvent.Deferred last = device.state().past().deferral(group.run, group.step);
    return last == null || group.skipReason() == null || last.reason().equals(reason)
        ? String.valueOf(reason)
        : reason + "; it has waited: " + last.reason();
  }

  private void record(LiveDevice device, RebootCommand command) {
    recorder.record(device, Reboot.decide(device.state(), command));
  }
}
