package org.fleetreboot.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.workflow.Pace;
import org.fleetreboot.workflow.RebootState.Doubtful;
import org.fleetreboot.workflow.RebootState.InFlight;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a group with {@code maxDown} that are away for other reasons than its own calls:
 * another group reboots them, they have not come back from an earlier run, or they are
 * disconnected.
 */
final class AwayDevices {
  private final Fleet fleet;

  AwayDevices(Fleet fleet) {
    this.fleet = fleet;
  }

  /** By name, and what to say of each; nobody where the group does not ask. */
  Map<String, String> of(RolloutSlot rollout, Instant now) {
    if (rollout.options().pace().maxDown() == null) {
      return Map.of();
    }
    Map<String, String> away = new LinkedHashMap<>();
    for (Disconnected one : rollout.disconnected.all()) {
      DeviceSlot slot = fleet.knownDevice(one.device());
      if (isOthers(rollout, one.device(), slot)
          && rollout.disconnected.counts(one, slot, rollout.options().down(), now)) {
        away.put(one.device(), DisconnectedDevices.words(one));
      }
    }
    for (DeviceSlot slot : fleet.down().all()) {
      if (isOthers(rollout, slot.id, slot)) {
        if (slot.state() instanceof InFlight) {
          away.put(slot.id, "is being rebooted");
        } else if (slot.state() instanceof Doubtful doubtful
            && now.isBefore(doubtful.watchUntil())) {
          away.put(slot.id, "has not come back");
        }
      }
    }
    return away;
  }

  /** Whether the group has the device, and neither flies nor has lost it. */
  private static boolean isOthers(RolloutSlot rollout, String id, @Nullable DeviceSlot slot) {
    if (!rollout.targets.contains(id)) {
      return false;
    }
    return slot == null
        || !(rollout.flying.contains(slot)
            || rollout.isRebooting(slot)
            || (slot.state() instanceof Doubtful doubtful
                && doubtful.intent().isOf(rollout.run, rollout.step)));
  }

  /** Why they keep the group from calling, in words. */
  static String words(Pace pace, Map<String, String> away) {
    Map.Entry<String, String> first = away.entrySet().iterator().next();
    return "maxDown %s: %s %s%s"
        .formatted(
            pace.maxDown(),
            first.getKey(),
            first.getValue(),
            away.size() == 1 ? "" : ", and %d more are away".formatted(away.size() - 1));
  }
}
