package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.state.DisconnectedDevices;
import org.fleetreboot.engine.state.DownDevices;
import org.fleetreboot.engine.state.DownDevices.SharedTag;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the disruption budgets of groups: lets a device wait while as many related devices are
 * down as the budget of its group allows. When a place becomes free, one device of each group is
 * woken, because more would only read their twins in vain.
 */
public final class BudgetQueue {
  private final LiveHub hub;
  private final GroupTimeout timeout;

  /** The tags that relate devices to others, as last read from their twins. */
  private final Map<LiveDevice, Map<String, String>> tags = new HashMap<>();

  private final Map<SharedTag, Map<LiveGroup, ArrayDeque<LiveDevice>>> waiting = new HashMap<>();

  public BudgetQueue(LiveHub hub, GroupTimeout timeout) {
    this.hub = hub;
    this.timeout = timeout;
  }

  /** The tags of the device, as last read from its twin; empty once its reboot is over. */
  Map<String, String> tagsOf(LiveDevice device) {
    return tags.getOrDefault(device, Map.of());
  }

  /**
   * The tags of a device were read. If it has lost a tag, other devices may take the place under
   * that tag.
   */
  public void tag(LiveDevice device, Map<String, String> now, Instant at) {
    Map<String, String> left = new HashMap<>(tagsOf(device));
    left.entrySet().removeAll(now.entrySet());
    if (now.isEmpty()) {
      tags.remove(device);
    } else {
      tags.put(device, now);
    }
    wakeSharing(left, at);
  }

  /** The reboot of the device is over. */
  void untag(LiveDevice device) {
    tags.remove(device);
  }

  /**
   * Which related device this one waits for, by the tags that were last read; null if it waits for
   * none.
   */
  public @Nullable DeferredTurn deferred(LiveGroup group, LiveDevice device, Instant now) {
    DisruptionBudget budget = group.options().budget();
    Map<String, String> known = tagsOf(device);
    if (budget == null || known.isEmpty()) {
      return null;
    }
    for (TagDownLimit limit : budget.limits()) {
      String value = known.get(limit.tag().path());
      DeferredTurn deferred = value == null ? null : deferred(group, device, limit, value, now);
      if (deferred != null) {
        return deferred;
      }
    }
    return null;
  }

  private @Nullable DeferredTurn deferred(
      LiveGroup group, LiveDevice device, TagDownLimit limit, String value, Instant now) {
    SharedTag shared = new SharedTag(limit.tag().path(), value);
    int underWay = 0;
    int lost = 0;
    int expectedBack = 0;
    String example = device.id;
    Map<String, String> byThemselves = disconnected(group, shared, now);
    byThemselves.remove(device.id);
    for (LiveDevice other : hub.down().sharing(shared)) {
      if (other == device) {
        continue;
      }
      if (other.state() instanceof RebootState.InFlight) {
        underWay++;
        byThemselves.remove(other.id);
        example = lost + expectedBack == 0 ? other.id + " is being rebooted" : example;
      } else if (other.isLost(now)) {
        if (isExpectedBack(group, other, device)) {
          expectedBack++;
        } else {
          lost++;
        }
        byThemselves.remove(other.id);
        example = other.id + " has not come back";
      }
    }
    if (underWay + expectedBack + lost + byThemselves.size() < limit.most()) {
      return null;
    }
    int given = lost + (timeout.hasEnded(group, now) ? byThemselves.size() : 0);
    if (underWay + expectedBack + lost == 0) {
      Map.Entry<String, String> first = byThemselves.entrySet().iterator().next();
      example = first.getKey() + " " + first.getValue();
    }
    String reason =
        "%s is '%s', of which %d may be down: %s"
            .formatted(limit.tag(), value, limit.most(), example);
    return DeferredTurn.by(shared, reason, given >= limit.most());
  }

  /** The disconnected devices with that tag that count as down, each with what to say about it. */
  private Map<String, String> disconnected(LiveGroup group, SharedTag shared, Instant now) {
    DisconnectedDevices known = group.disconnected();
    Map<String, String> counting = new LinkedHashMap<>();
    for (Disconnected one : known.sharing(shared)) {
      Instant connected = hub.connectedAt(one.device());
      if (known.counts(one, connected, group.options().disconnectedPolicy(), now)) {
        counting.put(one.device(), DisconnectedDevices.words(one));
      }
    }
    return counting;
  }

  /**
   * Whether the group will call the other device too, so that its return is waited for. Two devices
   * in doubt do not wait for each other.
   */
  private static boolean isExpectedBack(LiveGroup group, LiveDevice other, LiveDevice device) {
    return !(device.state() instanceof RebootState.Doubtful)
        && group.has(other.id)
        && !group.hasSettled(other);
  }

  /**
   * Lets the device rest until a related one is up again. Other devices may take its places under
   * its other tags.
   */
  public void park(LiveGroup group, LiveDevice device, DeferredTurn deferred, Instant now) {
    SharedTag shared = deferred.shared();
    if (shared == null) {
      throw new IllegalArgumentException(device.id + " waits for no related device.");
    }
    group.devices().rest(device);
    waiting
        .computeIfAbsent(shared, key -> new LinkedHashMap<>())
        .computeIfAbsent(group, key -> new ArrayDeque<>())
        .add(device);
    Map<String, String> others = new HashMap<>(tagsOf(device));
    others.remove(shared.tag());
    wakeSharing(others, now);
  }

  /** The group is over: none of its devices waits any more. */
  public void forget(LiveGroup group) {
    if (group.options().budget() != null) {
      waiting.values().removeIf(groups -> groups.remove(group) != null && groups.isEmpty());
    }
  }

  /**
   * A device with those tags is up, or does not use its place. Wakes devices that share a tag with
   * it.
   */
  public void wakeSharing(Map<String, String> tagsOfOne, Instant now) {
    tagsOfOne.forEach((tag, value) -> wakeAll(new SharedTag(tag, value), now));
  }

  private void wakeAll(SharedTag shared, Instant now) {
    Map<LiveGroup, ArrayDeque<LiveDevice>> groups = waiting.get(shared);
    if (groups != null) {
      groups.forEach((group, devices) -> wakeOne(group, devices, shared, now));
      dropEmpty(shared, groups);
    }
  }

  /**
   * The hub has said which devices are disconnected. Wakes devices of the group that no longer have
   * to wait.
   */
  public void wake(LiveGroup group, Instant now) {
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

  private void wakeOne(
      LiveGroup group, ArrayDeque<LiveDevice> devices, SharedTag shared, Instant now) {
    for (LiveDevice next = devices.peek(); next != null; next = devices.peek()) {
      if (!group.devices().isResting(next)) {
        // It was skipped meanwhile.
        devices.remove();
        continue;
      }
      if (hasPlace(group, next, shared, now)) {
        wake(group, devices, next);
      } else {
        // A device in doubt counts as down already, and the first in line may even wait for it.
        devices.stream()
            .filter(device -> device.state() instanceof RebootState.Doubtful)
            .filter(device -> group.devices().isResting(device))
            .filter(device -> hasPlace(group, device, shared, now))
            .findFirst()
            .ifPresent(device -> wake(group, devices, device));
      }
      return;
    }
  }

  /** Whether waking the device makes sense: without a place, it would only come back. */
  private boolean hasPlace(LiveGroup group, LiveDevice device, SharedTag shared, Instant now) {
    DeferredTurn deferred = deferred(group, device, now);
    return deferred == null || deferred.isSkipped() || !shared.equals(deferred.shared());
  }

  private static void wake(LiveGroup group, ArrayDeque<LiveDevice> devices, LiveDevice woken) {
    devices.remove(woken);
    group.devices().wakeFirst(woken);
  }

  /**
   * A device has changed its state. Wakes devices under the tags it had while it was down, and
   * those it has now.
   */
  public void moved(LiveDevice device, RebootState before, boolean isOver, Instant now) {
    // By tag and value: its tags may have changed since the call.
    Set<Map.Entry<String, String>> places = new HashSet<>(DownDevices.tags(before).entrySet());
    places.addAll(tagsOf(device).entrySet());
    places.forEach(place -> wakeAll(new SharedTag(place.getKey(), place.getValue()), now));
    if (isOver) {
      untag(device);
    }
  }
}
