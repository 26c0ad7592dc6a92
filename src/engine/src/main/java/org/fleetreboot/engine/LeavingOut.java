package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootCommand;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.jspecify.annotations.Nullable;

/** Devices that are not called, or not yet: by the will of a person, or by a rule. */
final class LeavingOut {
  private final EventRecorder recorder;

  LeavingOut(EventRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Leaves one device out; returns whether it was not left out before.
   *
   * @throws ControlRefused when its call cannot be taken back
   */
  boolean skip(LiveGroup group, LiveDevice device, String by, String reason, Instant now) {
    if (group.hasSettled(device)) {
      Outcome outcome =
          Objects.requireNonNull(device.state().past().outcome(group.run, group.step));
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
    group.pending.remove(device);
    record(group, device, by, reason, now);
    return true;
  }

  /** Leaves one device out, by rule. */
  void skip(LiveGroup group, LiveDevice device, String reason, Instant now) {
    record(group, device, null, reason, now);
  }

  private void record(
      LiveGroup group, LiveDevice device, @Nullable String by, String reason, Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(), new RebootCommand.Skip(group.run, group.step, now, by, reason)));
  }

  /**
   * Takes note why a device is not called yet.
   *
   * @param deferredSince since when a check has said so; null when it is for something else
   */
  void deferral(
      LiveGroup group,
      LiveDevice device,
      String reason,
      @Nullable Instant deferredSince,
      Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.Defer(group.run, group.step, now, reason, deferredSince)));
  }

  /** Leaves a device out of a group that was cancelled. */
  void leaveOut(LiveGroup group, LiveDevice device, Instant now) {
    recorder.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.Cancel(
                group.run,
                group.step,
                now,
                group.cancelledBy,
                String.valueOf(group.state().reason()))));
  }

  /**
   * Leaves out those that have no turn, of a group that calls nobody any more.
   *
   * @param most how many at once
   * @return how many it were
   */
  int leaveOut(LiveGroup group, int most, Instant now) {
    if (group.state().forced()) {
      // A turn without an intent comes to nothing: the group may not call.
      List<LiveDevice> uncalled =
          group.flying.stream().filter(device -> !group.isRebooting(device)).toList();
      uncalled.forEach(group.flying::remove);
      uncalled.forEach(group.pending::addLast);
    }
    List<LiveDevice> waiting = new ArrayList<>(group.resting);
    group.resting.clear();
    waiting.forEach(group.pending::addLast);
    int count = 0;
    String reason = group.leaveOutReason == null ? group.state().reason() : group.leaveOutReason;
    while (count < most && !group.pending.isEmpty()) {
      LiveDevice device = group.pending.remove();
      RebootCommand command =
          group.state().phase() == GroupState.Phase.CANCELLING
              ? new RebootCommand.Cancel(
                  group.run, group.step, now, group.cancelledBy, String.valueOf(reason))
              : new RebootCommand.Skip(
                  group.run, group.step, now, null, reason(group, device, reason));
      recorder.record(device, Reboot.decide(device.state(), command));
      count++;
    }
    return count;
  }

  /** With what the device has waited for since, where a rule of the group has held it back. */
  private static String reason(LiveGroup group, LiveDevice device, @Nullable String reason) {
    RebootEvent.Deferred last = device.state().past().deferral(group.run, group.step);
    return last == null || group.leaveOutReason == null || last.reason().equals(reason)
        ? String.valueOf(reason)
        : reason + "; it has waited: " + last.reason();
  }
}
