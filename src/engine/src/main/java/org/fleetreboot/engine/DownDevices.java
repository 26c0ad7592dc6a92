package org.fleetreboot.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.DownLimit;
import org.jspecify.annotations.Nullable;

/**
 * The devices that are down, or may be, by the values of the tags that relate them to others. Part
 * of the fold of the journal: an intent tells which tags its device had.
 */
final class DownDevices {
  private final Map<SharedTag, Set<LiveDevice>> down = new HashMap<>();

  /** All of them, whatever their tags. */
  private final Set<LiveDevice> all = new LinkedHashSet<>();

  /** Takes note of what became of a device. */
  void moved(LiveDevice device, RebootState before) {
    if (device.state() instanceof InFlight || device.state() instanceof Doubtful) {
      all.add(device);
    } else {
      all.remove(device);
    }
    Map<String, String> was = tags(before);
    Map<String, String> is = tags(device.state());
    if (was.equals(is)) {
      return;
    }
    was.forEach((tag, value) -> remove(new SharedTag(tag, value), device));
    is.forEach(
        (tag, value) ->
            down.computeIfAbsent(new SharedTag(tag, value), key -> new LinkedHashSet<>())
                .add(device));
  }

  /** Those in a reboot of ours, and those that have not come back from one. */
  Set<LiveDevice> all() {
    return all;
  }

  private void remove(SharedTag shared, LiveDevice device) {
    Set<LiveDevice> devices = down.get(shared);
    if (devices != null && devices.remove(device) && devices.isEmpty()) {
      down.remove(shared);
    }
  }

  /** The tags under which a device in that state is down; none when it is up. */
  static Map<String, String> tags(RebootState state) {
    InvocationIntended intent =
        state instanceof InFlight || state instanceof Doubtful ? state.intent() : null;
    return intent == null || intent.tags() == null ? Map.of() : intent.tags();
  }

  /**
   * What hinders one more device with that value of the tag; null when nothing does.
   *
   * @param isToCome those in doubt that will be called themselves: their return is waited for
   * @param disconnected those with that value that are down by themselves, and what to say of them
   * @param patient whether those are still waited for
   */
  @Nullable Obstacle obstacle(
      DownLimit limit,
      String value,
      LiveDevice device,
      Predicate<LiveDevice> isToCome,
      Map<String, String> disconnected,
      boolean patient,
      Instant now) {
    SharedTag shared = new SharedTag(limit.tag().path(), value);
    int underWay = 0;
    int lost = 0;
    int toCome = 0;
    String one = device.id;
    Map<String, String> byThemselves = new LinkedHashMap<>(disconnected);
    byThemselves.remove(device.id);
    for (LiveDevice other : down.getOrDefault(shared, Set.of())) {
      if (other == device) {
        continue;
      }
      if (other.state() instanceof InFlight) {
        underWay++;
        byThemselves.remove(other.id);
        one = lost + toCome == 0 ? other.id + " is being rebooted" : one;
      } else if (other.isLost(now)) {
        if (isToCome.test(other)) {
          toCome++;
        } else {
          lost++;
        }
        byThemselves.remove(other.id);
        one = other.id + " has not come back";
      }
    }
    if (underWay + toCome + lost + byThemselves.size() < limit.most()) {
      return null;
    }
    int given = lost + (patient ? 0 : byThemselves.size());
    if (underWay + toCome + lost == 0) {
      Map.Entry<String, String> first = byThemselves.entrySet().iterator().next();
      one = first.getKey() + " " + first.getValue();
    }
    String reason =
        "%s is '%s', of which %d may be down: %s".formatted(limit.tag(), value, limit.most(), one);
    return new Obstacle(shared, reason, given >= limit.most());
  }

  /** A tag and its value: what devices have in common. */
  record SharedTag(String tag, String value) {}

  /**
   * Devices that are down.
   *
   * @param forGood whether nobody waits for their return: they have been waited for
   */
  record Obstacle(SharedTag shared, String reason, boolean forGood) {}
}
