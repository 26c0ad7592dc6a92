package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.fleetreboot.engine.state.DownDevices.SharedTag;
import org.fleetreboot.workflow.options.DisconnectedPolicy;
import org.jspecify.annotations.Nullable;

/** Which devices are disconnected, according to the last answer of the hub to a group. */
public final class DisconnectedDevices {
  /** How long the hub may take to report that a device is connected again. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final Set<String> targets;
  private final LastConnectedTimes quiet = new LastConnectedTimes();
  private Map<String, Disconnected> devices = Map.of();
  private Map<SharedTag, List<Disconnected>> sharing = Map.of();

  /** When the hub was asked, in steady time; null if it has not been asked yet. */
  private @Nullable Instant askedAt;

  /**
   * The disconnected devices of the group that count as down. Kept, because the engine asks for
   * them in each of its steps.
   */
  private final Map<String, Disconnected> counting = new LinkedHashMap<>();

  /**
   * How many devices the group had when {@link #counting} was filled; -1 if it must be filled
   * again.
   */
  private int countedOf = -1;

  /**
   * No device yet.
   *
   * @param targets the devices of the group; may grow
   */
  public DisconnectedDevices(Set<String> targets) {
    this.targets = targets;
  }

  /** Whether the hub has answered. */
  public boolean areKnown() {
    return askedAt != null;
  }

  /** Forgets the answer: nothing is known until the hub is asked again. */
  public void forget() {
    replace(List.of(), null);
  }

  /** The devices that the next question to the hub must name, because their state is not known. */
  public Set<String> missing() {
    return quiet.missing();
  }

  /**
   * Replaces the previous answer of the hub with a complete new one.
   *
   * @param since a device without activity after this time is quiet
   * @param asked when the hub was asked, by the clock
   * @param askedAt the same in steady time
   */
  public void update(List<Seen> answer, Instant since, Instant asked, Instant askedAt) {
    replace(quiet.update(answer, since, asked), askedAt);
  }

  /**
   * Replaces what the hub said before.
   *
   * @param asked when the hub was asked, in steady time; null if it was not
   */
  public void replace(List<Disconnected> found, @Nullable Instant asked) {
    Map<String, Disconnected> all = new LinkedHashMap<>();
    Map<SharedTag, List<Disconnected>> tagged = new HashMap<>();
    for (Disconnected device : found) {
      if (all.put(device.device(), device) == null) {
        device
            .tags()
            .forEach(
                (tag, value) ->
                    tagged
                        .computeIfAbsent(new SharedTag(tag.path(), value), key -> new ArrayList<>())
                        .add(device));
      }
    }
    devices = all;
    sharing = tagged;
    askedAt = asked;
    countedOf = -1;
  }

  /**
   * The disconnected devices of the group that count as down, by id.
   *
   * @param counts whether a device counts
   */
  public Map<String, Disconnected> counting(Predicate<Disconnected> counts) {
    if (countedOf != targets.size()) {
      counting.clear();
      for (Disconnected device : devices.values()) {
        if (targets.contains(device.device()) && counts.test(device)) {
          counting.put(device.device(), device);
        }
      }
      countedOf = targets.size();
    }
    return counting;
  }

  /** Decides again whether a device counts, because something new is known about it. */
  public void recount(String device, Predicate<Disconnected> counts) {
    Disconnected told = devices.get(device);
    if (told == null || !targets.contains(device)) {
      return;
    }
    if (counts.test(told)) {
      counting.put(device, told);
    } else {
      counting.remove(device);
    }
  }

  /** The disconnected devices with that value of a tag. */
  public List<Disconnected> sharing(SharedTag tag) {
    return sharing.getOrDefault(tag, List.of());
  }

  /**
   * Whether a disconnected device counts as down.
   *
   * @param connected when it was last seen connected, in steady time; null if it was not
   */
  public boolean counts(
      Disconnected device, @Nullable Instant connected, DisconnectedPolicy rule, Instant now) {
    boolean isBack = connected != null && askedAt != null && !askedAt.isAfter(connected.plus(LATE));
    return !isBack && !rule.hasForgotten(device.lastSeen(), now);
  }

  /** The words that follow the name of a device that counts. */
  public static String words(Disconnected device) {
    return "is disconnected, last seen at " + device.lastSeen();
  }
}
