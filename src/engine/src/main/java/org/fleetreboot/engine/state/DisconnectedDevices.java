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
import org.fleetreboot.workflow.options.DownRule;
import org.jspecify.annotations.Nullable;

/** Who is disconnected, as the hub told a group last. */
public final class DisconnectedDevices {
  /** The hub may need that long to say of a device that it is back. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final Set<String> targets;
  private final QuietDevices quiet = new QuietDevices();
  private Map<String, Disconnected> devices = Map.of();
  private Map<SharedTag, List<Disconnected>> sharing = Map.of();

  /** When the hub was asked, in steady time; null when it was not yet. */
  private @Nullable Instant askedAt;

  /** Those of the group that count; kept, since the engine asks in each of its steps. */
  private final Map<String, Disconnected> counting = new LinkedHashMap<>();

  /** How many devices the group had when those were looked for; -1 for not yet. */
  private int countedOf = -1;

  /**
   * Nobody yet.
   *
   * @param targets the devices of the group; may grow
   */
  public DisconnectedDevices(Set<String> targets) {
    this.targets = targets;
  }

  /** Whether the hub has been asked at all. */
  public boolean areKnown() {
    return askedAt != null;
  }

  /** Nobody knows until the hub is asked again. */
  public void forget() {
    replace(List.of(), null);
  }

  /** Those whose state the next question to the hub is to tell. */
  public Set<String> missing() {
    return quiet.missing();
  }

  /**
   * Takes a whole answer of the hub in place of the one before.
   *
   * @param since what was active before then is quiet
   * @param asked when the hub was asked, by the clock
   * @param askedAt the same in steady time
   */
  public void told(List<Seen> answer, Instant since, Instant asked, Instant askedAt) {
    replace(quiet.told(answer, since, asked), askedAt);
  }

  /**
   * Takes what the hub says in place of what it said before.
   *
   * @param asked when, in steady time; null when it was not
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
   * Those of the group that count as down.
   *
   * @param counts whether one does
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

  /** Something was learnt of a device that decides whether it counts. */
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

  /** Those with that value of a tag. */
  public List<Disconnected> sharing(SharedTag tag) {
    return sharing.getOrDefault(tag, List.of());
  }

  /**
   * Whether one of them counts as down.
   *
   * @param known what the engine knows of it; null for nothing
   */
  public boolean counts(
      Disconnected device, @Nullable LiveDevice known, DownRule rule, Instant now) {
    Instant connected = known == null ? null : known.connectedAt();
    boolean isBack = connected != null && askedAt != null && !askedAt.isAfter(connected.plus(LATE));
    return !isBack && !rule.hasForgotten(device.lastSeen(), now);
  }

  /** In words, behind its name: of one that counts. */
  public static String words(Disconnected device) {
    return "is disconnected, last seen at " + device.lastSeen();
  }
}
