package org.fleetreboot.engine.group;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.state.DisconnectedDevices;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Keeps no more devices of a group down than its {@code maxDown}, those included that are down for
 * other reasons than its own calls: another group reboots them, they have not come back from an
 * earlier run, or they are disconnected. The engine asks in each of its steps while the group
 * waits: it costs as much as devices are being rebooted, however many are disconnected.
 */
public final class MaxDown {
  private final Fleet fleet;

  public MaxDown(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Who keeps the next in line of the group from being called; null when nobody does. */
  @Nullable String exceeded(LiveGroup group, Instant now) {
    Pace pace = group.options().pace();
    if (pace.maxDown() == null) {
      return null;
    }
    // The next in line does not count: its call sends nobody else away.
    Others others = others(group, group.devices().first(), now);
    int taken = group.devices().taken().size();
    return others.count() == 0 || group.pace().mayBeAway(group.state(), taken, others.count())
        ? null
        : others.words(pace);
  }

  private Others others(LiveGroup group, @Nullable LiveDevice next, Instant now) {
    Map<String, Disconnected> disconnected =
        group.disconnected().counting(one -> counts(group, one, now));
    // Those of the disconnected that the group itself has called, or is about to.
    Set<String> own = new HashSet<>();
    Consumer<LiveDevice> isOurs =
        device -> {
          if (disconnected.containsKey(device.id)) {
            own.add(device.id);
          }
        };
    if (next != null) {
      isOurs.accept(next);
    }
    group.devices().taken().forEach(isOurs);
    int others = 0;
    String first = "";
    for (LiveDevice device : fleet.down().all()) {
      if (isOwn(group, device)) {
        isOurs.accept(device);
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

  /** Whether a device is connected or not was learnt: a group that counts it counts anew. */
  public void recount(LiveGroup group, LiveDevice device, Instant now) {
    group.disconnected().recount(device.id, one -> counts(group, one, now));
  }

  private boolean counts(LiveGroup group, Disconnected one, Instant now) {
    LiveDevice device = fleet.knownDevice(one.device());
    return group.disconnected().counts(one, device, group.options().down(), now);
  }

  /** Whether the group itself reboots it, or has lost it. */
  private static boolean isOwn(LiveGroup group, LiveDevice device) {
    return group.isRebooting(device)
        || (device.state() instanceof Doubtful doubtful
            && doubtful.intent().isOf(group.run, group.step));
  }

  /** Why a device is down that another group has called; null when it is not. */
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
   * Devices that the group has not called, and that are down.
   *
   * @param first the name of one, and why
   */
  private record Others(int count, String first) {
    String words(Pace pace) {
      return "maxDown %s: %s%s"
          .formatted(
              pace.maxDown(),
              first,
              count == 1 ? "" : ", and %d more are away".formatted(count - 1));
    }
  }
}
