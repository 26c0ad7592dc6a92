package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.engine.DownDevices.SharedTag;
import org.fleetreboot.workflow.DownLimit;
import org.fleetreboot.workflow.Relations;
import org.jspecify.annotations.Nullable;

/**
 * Devices that wait until related ones are up again. When a place is free, one device of each group
 * is woken: more would only read their twins in vain.
 */
final class RelatedDevices {
  private final DownDevices down;
  private final Map<SharedTag, Map<RolloutSlot, ArrayDeque<DeviceSlot>>> waiting = new HashMap<>();

  RelatedDevices(DownDevices down) {
    this.down = down;
  }

  /** What hinders the call of the device, as its tags were read last; null when nothing does. */
  @Nullable Obstacle obstacle(RolloutSlot rollout, DeviceSlot device, Instant now) {
    Relations relations = rollout.options().relations();
    if (relations == null || device.tags.isEmpty()) {
      return null;
    }
    for (DownLimit limit : relations.limits()) {
      String value = device.tags.get(limit.tag().path());
      Obstacle obstacle = value == null ? null : down.obstacle(limit, value, device, now);
      if (obstacle != null) {
        return obstacle;
      }
    }
    return null;
  }

  /** Lets the device rest until a related one is up again. */
  void park(RolloutSlot rollout, DeviceSlot device, SharedTag shared) {
    rollout.resting.add(device);
    waiting
        .computeIfAbsent(shared, key -> new LinkedHashMap<>())
        .computeIfAbsent(rollout, key -> new ArrayDeque<>())
        .add(device);
  }

  /** A device with those tags is up, or does not want its place. */
  void wake(Map<String, String> tags) {
    tags.forEach(
        (tag, value) -> {
          SharedTag shared = new SharedTag(tag, value);
          Map<RolloutSlot, ArrayDeque<DeviceSlot>> groups = waiting.get(shared);
          if (groups != null) {
            groups.forEach(RelatedDevices::wakeOne);
            groups.values().removeIf(ArrayDeque::isEmpty);
            if (groups.isEmpty()) {
              waiting.remove(shared);
            }
          }
        });
  }

  private static void wakeOne(RolloutSlot rollout, ArrayDeque<DeviceSlot> devices) {
    for (DeviceSlot next = devices.poll(); next != null; next = devices.poll()) {
      // Those that were left out meanwhile rest no more.
      if (rollout.resting.remove(next)) {
        rollout.pending.addFirst(next);
        return;
      }
    }
  }
}
