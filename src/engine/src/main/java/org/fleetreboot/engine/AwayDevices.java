package org.fleetreboot.engine;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.workflow.device.RebootState.Doubtful;
import org.fleetreboot.workflow.device.RebootState.InFlight;
import org.fleetreboot.workflow.options.Pace;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a group with {@code maxDown} that are away for other reasons than its own calls:
 * another group reboots them, they have not come back from an earlier run, or they are
 * disconnected. The engine asks in each of its steps while the group waits: it costs as much as
 * devices are being rebooted, however many are disconnected.
 */
final class AwayDevices {
  private final Fleet fleet;

  AwayDevices(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Whoever is away now; nobody where the group does not ask.
   *
   * @param next the next in line, which does not count: its call sends nobody else away
   */
  Away of(LiveGroup group, @Nullable LiveDevice next, Instant now) {
    if (group.options().pace().maxDown() == null) {
      return Away.NOBODY;
    }
    Map<String, Disconnected> disconnected =
        group.disconnected.counting(one -> counts(group, one, now));
    // Those of the disconnected that the group itself has called, or is about to.
    Set<String> own = new HashSet<>();
    Consumer<LiveDevice> isOurs =
        slot -> {
          if (disconnected.containsKey(slot.id)) {
            own.add(slot.id);
          }
        };
    if (next != null) {
      isOurs.accept(next);
    }
    group.flying.forEach(isOurs);
    int others = 0;
    String first = null;
    for (LiveDevice slot : fleet.down().all()) {
      if (isOwn(group, slot)) {
        isOurs.accept(slot);
      } else if (slot != next
          && group.targets.contains(slot.id)
          && !group.flying.contains(slot)
          && !disconnected.containsKey(slot.id)) {
        String why = why(slot, now);
        if (why != null) {
          others++;
          first = first == null ? slot.id + " " + why : first;
        }
      }
    }
    int gone = disconnected.size() - own.size();
    if (gone > 0) {
      first = firstOf(disconnected, own);
    }
    return first == null ? Away.NOBODY : new Away(gone + others, first);
  }

  /** Whether a device is connected or not was learnt: groups that count it count anew. */
  void recount(LiveGroup group, LiveDevice device, Instant now) {
    group.disconnected.recount(device.id, one -> counts(group, one, now));
  }

  private boolean counts(LiveGroup group, Disconnected one, Instant now) {
    LiveDevice slot = fleet.knownDevice(one.device());
    return group.disconnected.counts(one, slot, group.options().down(), now);
  }

  /** Whether the group itself flies it, or has lost it. */
  private static boolean isOwn(LiveGroup group, LiveDevice slot) {
    return group.isRebooting(slot)
        || (slot.state() instanceof Doubtful doubtful
            && doubtful.intent().isOf(group.run, group.step));
  }

  /** Why a device is away that another group has called; null when it is not. */
  private static @Nullable String why(LiveDevice slot, Instant now) {
    if (slot.state() instanceof InFlight) {
      return "is being rebooted";
    }
    return slot.isLost(now) ? "has not come back" : null;
  }

  private static @Nullable String firstOf(Map<String, Disconnected> disconnected, Set<String> own) {
    for (Disconnected one : disconnected.values()) {
      if (!own.contains(one.device())) {
        return one.device() + " " + DisconnectedDevices.words(one);
      }
    }
    return null;
  }

  /**
   * Devices that are away.
   *
   * @param first the name of one, and why
   */
  record Away(int count, String first) {
    static final Away NOBODY = new Away(0, "");

    boolean isNobody() {
      return count == 0;
    }

    /** Why they keep the group from calling, in words. */
    String words(Pace pace) {
      return "maxDown %s: %s%s"
          .formatted(
              pace.maxDown(),
              first,
              count == 1 ? "" : ", and %d more are away".formatted(count - 1));
    }
  }
}
