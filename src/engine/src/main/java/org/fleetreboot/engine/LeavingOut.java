package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Reboot;
import org.fleetreboot.workflow.RebootCommand;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RolloutState;
import org.jspecify.annotations.Nullable;

/** Devices that are not called, or not yet: by the will of a person, or by a rule. */
final class LeavingOut {
  private final Reboots reboots;

  LeavingOut(Reboots reboots) {
    this.reboots = reboots;
  }

  /**
   * Leaves one device out; returns whether it was not left out before.
   *
   * @throws ControlRefused when its call cannot be taken back
   */
  boolean skip(RolloutSlot rollout, DeviceSlot device, String by, String reason, Instant now) {
    if (rollout.hasSettled(device)) {
      Outcome outcome =
          Objects.requireNonNull(device.state().past().outcome(rollout.run, rollout.step));
      if (outcome == Outcome.SKIPPED || outcome == Outcome.CANCELLED) {
        return false;
      }
      throw new ControlRefused(
          device.id + " is done in step " + rollout.step + ": " + outcome.word() + ".");
    }
    if (rollout.isRebooting(device)) {
      throw new ControlRefused(
          device.id
              + " has been called in step "
              + rollout.step
              + " and is under way: a call cannot be taken back, and it is polled until it finishes.");
    }
    rollout.pending.remove(device);
    record(rollout, device, by, reason, now);
    return true;
  }

  /** Leaves one device out, by rule. */
  void skip(RolloutSlot rollout, DeviceSlot device, String reason, Instant now) {
    record(rollout, device, null, reason, now);
  }

  private void record(
      RolloutSlot rollout, DeviceSlot device, @Nullable String by, String reason, Instant now) {
    reboots.record(
        device,
        Reboot.decide(
            device.state(), new RebootCommand.Skip(rollout.run, rollout.step, now, by, reason)),
        now);
  }

  /**
   * Takes note why a device is not called yet.
   *
   * @param notNowSince since when a check has said so; null when it is for something else
   */
  void putOff(
      RolloutSlot rollout,
      DeviceSlot device,
      String reason,
      @Nullable Instant notNowSince,
      Instant now) {
    reboots.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.PutOff(rollout.run, rollout.step, now, reason, notNowSince)),
        now);
  }

  /** Leaves a device out of a group that was cancelled. */
  void leaveOut(RolloutSlot rollout, DeviceSlot device, Instant now) {
    reboots.record(
        device,
        Reboot.decide(
            device.state(),
            new RebootCommand.Cancel(
                rollout.run,
                rollout.step,
                now,
                rollout.cancelledBy,
                String.valueOf(rollout.state().reason()))),
        now);
  }

  /**
   * Leaves out those that have no turn, of a group that calls nobody any more.
   *
   * @param most how many at once
   * @return how many it were
   */
  int leaveOut(RolloutSlot rollout, int most, Instant now) {
    if (rollout.state().forced()) {
      // A turn without an intent comes to nothing: the group may not call.
      List<DeviceSlot> uncalled =
          rollout.flying.stream().filter(device -> !rollout.isRebooting(device)).toList();
      uncalled.forEach(rollout.flying::remove);
      uncalled.forEach(rollout.pending::addLast);
    }
    List<DeviceSlot> waiting = new ArrayList<>(rollout.resting);
    rollout.resting.clear();
    waiting.forEach(rollout.pending::addLast);
    int count = 0;
    String reason =
        rollout.leaveOutReason == null ? rollout.state().reason() : rollout.leaveOutReason;
    while (count < most && !rollout.pending.isEmpty()) {
      DeviceSlot device = rollout.pending.remove();
      RebootCommand command =
          rollout.state().phase() == RolloutState.Phase.CANCELLING
              ? new RebootCommand.Cancel(
                  rollout.run, rollout.step, now, rollout.cancelledBy, String.valueOf(reason))
              : new RebootCommand.Skip(
                  rollout.run, rollout.step, now, null, reason(rollout, device, reason));
      reboots.record(device, Reboot.decide(device.state(), command), now);
      count++;
    }
    return count;
  }

  /** With what the device has waited for since, where a rule of the group has held it back. */
  private static String reason(RolloutSlot rollout, DeviceSlot device, @Nullable String reason) {
    RebootEvent.PutOff last = device.state().past().putOff(rollout.run, rollout.step);
    return last == null || rollout.leaveOutReason == null || last.reason().equals(reason)
        ? String.valueOf(reason)
        : reason + "; it has waited: " + last.reason();
  }
}
