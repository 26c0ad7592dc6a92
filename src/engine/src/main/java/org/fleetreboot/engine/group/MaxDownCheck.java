package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.state.DisconnectedDevices;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Checks the limit {@code maxDown} of a group. It counts the devices of the group that are down for
 * other reasons too: another group reboots them, they have not come back from an earlier run, or
 * they are disconnected. The engine checks in each of its steps while the group waits, so the cost
 * depends on how many devices are being rebooted, not on how many are disconnected.
 */
public final class MaxDownCheck {
  private final LiveHub hub;

  public MaxDownCheck(LiveHub hub) {
    this.hub = hub;
  }

  /** Why the next device in line must not be called; null if it may be. */
  @Nullable String exceeded(LiveGroup group, Instant now) {
    Pace pace = group.options().pace();
    if (pace.maxDown() == null) {
      return null;
    }
    // The next in line does not count: calling it takes no other device down.
    Others others = others(group, group.devices().first(), now);
    int taken = group.devices().countTaken();
    return others.count() == 0 || group.pace().mayBeDown(group.state(), taken, others.count())
        ? null
        : others.words(pace);
  }

  private Others others(LiveGroup group, @Nullable LiveDevice next, Instant now) {
    Map<String, Disconnected> disconnected =
        group.disconnected().counting(one -> counts(group, one, now));
    // The disconnected devices that the group itself has called or is about to call.
    Set<String> own = new HashSet<>();
    Consumer<LiveDevice> countOwn =
        device -> {
          if (disconnected.containsKey(device.id)) {
            own.add(device.id);
          }
        };
    if (next != null) {
      countOwn.accept(next);
    }
    group.devices().taken().forEach(countOwn);
    int others = 0;
    String first = "";
    for (LiveDevice device : hub.down().all()) {
      if (isOwn(group, device)) {
        countOwn.accept(device);
      } else if (device != next
          && group.has(device.id)
          && !group.devices().isTaken(device)
          && !disconnected.containsKey(device.id)) {
        String why = why(device, now);
        if (why != null) {
          others++;
          first = first.isEmpty() ? device.id + " " + why : first;
        }
      }
    }
    int gone = disconnected.size() - own.size();
    return new Others(gone + others, gone > 0 ? firstOf(disconnected, own) : first);
  }

  /** It was learned whether a device is connected. A group that counts it counts again. */
  public void recount(LiveGroup group, LiveDevice device, Instant now) {
    group.disconnected().recount(device.id, one -> counts(group, one, now));
  }

  private boolean counts(LiveGroup group, Disconnected one, Instant now) {
    Instant connected = hub.connectedAt(one.device());
    return group.disconnected().counts(one, connected, group.options().disconnectedPolicy(), now);
  }

  /** Whether the group itself reboots the device, or has lost it. */
  private static boolean isOwn(LiveGroup group, LiveDevice device) {
    return group.isRebooting(device)
        || (device.state() instanceof Doubtful doubtful
            && doubtful.call().isOf(group.run, group.step));
  }

  /** Why a device that another group has called is down; null if it is not. */
  private static @Nullable String why(LiveDevice device, Instant now) {
    if (device.state() instanceof InFlight) {
      return "is being rebooted";
    }
    return device.isLost(now) ? "has not come back" : null;
  }

  private static String firstOf(Map<String, Disconnected> disconnected, Set<String> own) {
    for (Disconnected one : disconnected.values()) {
      if (!own.contains(one.device())) {
        return one.device() + " " + DisconnectedDevices.words(one);
      }
    }
    throw new IllegalStateException("One of them is not the group's own.");
  }

  /**
   * Devices that are down and that the group has not called.
   *
   * @param first the name of one, and why it is down
   */
  private record Others(int count, String first) {
    String words(Pace pace) {
      return "maxDown %s: %s%s"
          .formatted(
              pace.maxDown(),
              first,
              count == 1 ? "" : ", and %d more are down".formatted(count - 1));
    }
  }
}
