package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.DownDevices.Obstacle;
import org.fleetreboot.engine.DownDevices.SharedTag;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.DownLimit;
import org.jspecify.annotations.Nullable;

/**
 * Devices that wait until related ones are up again. When a place is free, one device of each group
 * is woken: more would only read their twins in vain.
 */
final class RelatedDevices {
  private final Fleet fleet;
  private final GroupPatience patience;
  private final Map<SharedTag, Map<LiveGroup, ArrayDeque<LiveDevice>>> waiting = new HashMap<>();

  RelatedDevices(Fleet fleet) {
    this.fleet = fleet;
    this.patience = new GroupPatience(fleet);
  }

  /** What hinders the call of the device, as its tags were read last; null when nothing does. */
  @Nullable Obstacle obstacle(LiveGroup group, LiveDevice device, Instant now) {
    DisruptionBudget budget = group.options().budget();
    if (budget == null || device.tags.isEmpty()) {
      return null;
    }
    for (DownLimit limit : budget.limits()) {
      String value = device.tags.get(limit.tag().path());
      Obstacle obstacle =
          value == null
              ? null
              : fleet
                  .down()
                  .obstacle(
                      limit,
                      value,
                      device,
                      other -> isToCome(group, other, device),
                      disconnected(group, new SharedTag(limit.tag().path(), value), now),
                      !patience.hasEnded(group, now),
                      now);
      if (obstacle != null) {
        return obstacle;
      }
    }
    return null;
  }

  /** Those that are down by themselves, and what to say of them. */
  private Map<String, String> disconnected(LiveGroup group, SharedTag shared, Instant now) {
    Map<String, String> counting = new LinkedHashMap<>();
    for (Disconnected one : group.disconnected.sharing(shared)) {
      LiveDevice slot = fleet.knownDevice(one.device());
      if (group.disconnected.counts(one, slot, group.options().down(), now)) {
        counting.put(one.device(), DisconnectedDevices.words(one));
      }
    }
    return counting;
  }

  /** It is known anew who of a group is disconnected: those may go on that wait for nobody now. */
  void wake(LiveGroup group, Instant now) {
    for (SharedTag shared : List.copyOf(waiting.keySet())) {
      Map<LiveGroup, ArrayDeque<LiveDevice>> groups = waiting.getOrDefault(shared, Map.of());
      ArrayDeque<LiveDevice> devices = groups.get(group);
      if (devices != null) {
        wakeOne(group, devices, shared, now);
        dropEmpty(shared, groups);
      }
    }
  }

  private void dropEmpty(SharedTag shared, Map<LiveGroup, ArrayDeque<LiveDevice>> groups) {
    groups.values().removeIf(ArrayDeque::isEmpty);
    if (groups.isEmpty()) {
      waiting.remove(shared);
    }
  }

  /**
   * Takes note of the tags of a device, as its twin says now. A place that it was woken for under a
   * tag that it has no more is there for others.
   */
  void tag(LiveDevice device, Map<String, String> tags, Instant now) {
    Map<String, String> left = new HashMap<>(device.tags);
    left.entrySet().removeAll(tags.entrySet());
    device.tags = tags;
    wake(left.entrySet(), now);
  }

  /**
   * Whether the group will call that one too. One that is in doubt itself waits for no other in
   * doubt: they would wait for each other.
   */
  private static boolean isToCome(LiveGroup group, LiveDevice other, LiveDevice device) {
    return !(device.state() instanceof RebootState.Doubtful)
        && group.targets.contains(other.id)
        && !group.hasSettled(other);
  }

  /**
   * Lets the device rest until a related one is up again. The places that it might have taken under
   * its other tags are there for others.
   */
  void park(LiveGroup group, LiveDevice device, SharedTag shared, Instant now) {
    group.resting.add(device);
    waiting
        .computeIfAbsent(shared, key -> new LinkedHashMap<>())
        .computeIfAbsent(group, key -> new ArrayDeque<>())
        .add(device);
    Map<String, String> others = new HashMap<>(device.tags);
    others.remove(shared.tag());
    wake(others.entrySet(), now);
  }

  /** The group is over: none of it waits any more. */
  void forget(LiveGroup group) {
    if (group.options().budget() != null) {
      waiting.values().removeIf(groups -> groups.remove(group) != null && groups.isEmpty());
    }
  }

  /** A device with those tags is up, or does not want its place. */
  void wake(Set<Map.Entry<String, String>> tags, Instant now) {
    tags.forEach(
        tag -> {
          SharedTag shared = new SharedTag(tag.getKey(), tag.getValue());
          Map<LiveGroup, ArrayDeque<LiveDevice>> groups = waiting.get(shared);
          if (groups != null) {
            groups.forEach((group, devices) -> wakeOne(group, devices, shared, now));
            dropEmpty(shared, groups);
          }
        });
  }

  private void wakeOne(
      LiveGroup group, ArrayDeque<LiveDevice> devices, SharedTag shared, Instant now) {
    for (LiveDevice next = devices.peek(); next != null; next = devices.peek()) {
      if (!group.resting.contains(next)) {
        // Left out meanwhile.
        devices.remove();
        continue;
      }
      if (hasPlace(group, next, shared, now)) {
        wake(group, devices, next);
      } else {
        // One in doubt takes no place that it has not got: the first may even wait for it.
        devices.stream()
            .filter(device -> device.state() instanceof RebootState.Doubtful)
            .filter(device -> group.resting.contains(device))
            .filter(device -> hasPlace(group, device, shared, now))
            .findFirst()
            .ifPresent(device -> wake(group, devices, device));
      }
      return;
    }
  }

  /** Without a place for it, it would only come back. */
  private boolean hasPlace(LiveGroup group, LiveDevice device, SharedTag shared, Instant now) {
    Obstacle obstacle = obstacle(group, device, now);
    return obstacle == null || obstacle.forGood() || !obstacle.shared().equals(shared);
  }

  private static void wake(LiveGroup group, ArrayDeque<LiveDevice> devices, LiveDevice woken) {
    devices.remove(woken);
    group.resting.remove(woken);
    group.pending.addFirst(woken);
  }
}
