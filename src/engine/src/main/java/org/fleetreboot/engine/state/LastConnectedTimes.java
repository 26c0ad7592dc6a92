package org.fleetreboot.engine.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fleetreboot.engine.DisconnectedSource.Disconnected;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.jspecify.annotations.Nullable;

/**
 * When silent devices were last connected. The hub only tells when a device was last active. By
 * that time alone, a device that has been silent for long would be forgotten as soon as it
 * disconnects, so this remembers the last answer in which it was connected.
 */
final class LastConnectedTimes {
  /** The most device ids that a query can name. */
  private static final int NAMED = 100;

  /** When each quiet device was last connected, for those in the last answer. */
  private Map<String, Instant> connected = Map.of();

  /** The same for devices that are missing from the last answer: they are gone, or active again. */
  private Map<String, Instant> missing = Map.of();

  /** The devices that the next question must name, because their state is not known. */
  Set<String> missing() {
    return missing.keySet().stream().limit(NAMED).collect(Collectors.toSet());
  }

  /**
   * Takes a complete answer; returns the devices that are disconnected.
   *
   * @param since a device without activity after this time is quiet
   * @param asked when the hub was asked
   */
  List<Disconnected> update(List<Seen> answer, Instant since, Instant asked) {
    Map<String, Instant> quiet = new HashMap<>();
    Map<String, Instant> gone = new HashMap<>();
    List<Disconnected> disconnected = new ArrayList<>();
    for (Seen seen : answer) {
      boolean isQuiet = seen.lastActive() == null || !seen.lastActive().isAfter(since);
      if (!seen.connected()) {
        Instant known = isQuiet ? lastConnected(seen.device()) : null;
        disconnected.add(
            new Disconnected(
                seen.device(), seen.tags(), known == null ? seen.lastActive() : known));
        if (known != null) {
          gone.put(seen.device(), known);
        }
      } else if (isQuiet) {
        quiet.put(seen.device(), asked);
      }
    }
    Set<String> told = answer.stream().map(Seen::device).collect(Collectors.toSet());
    connected.forEach(
        (device, last) -> {
          if (!told.contains(device)) {
            gone.put(device, last);
          }
        });
    connected = quiet;
    missing = gone;
    return disconnected;
  }

  private @Nullable Instant lastConnected(String device) {
    Instant last = connected.get(device);
    return last == null ? missing.get(device) : last;
  }
}
