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
 * Devices that are connected and have sent nothing for so long that the hub's time of their last
 * activity would have them forgotten in the moment in which they go. Since when they are gone is
 * known by the answer that they are missing from.
 */
final class QuietDevices {
  /** A query bears no more names. */
  private static final int NAMED = 100;

  /** When each was connected last, of those that the last answer had. */
  private Map<String, Instant> connected = Map.of();

  /** The same of those that have gone, or are active again. */
  private Map<String, Instant> missing = Map.of();

  /** Those whose state the next question is to tell. */
  public Set<String> missing() {
    return missing.keySet().stream().limit(NAMED).collect(Collectors.toSet());
  }

  /**
   * Takes a whole answer; returns those that are disconnected.
   *
   * @param since what was active before then is quiet
   * @param asked when the hub was asked
   */
  public List<Disconnected> told(List<Seen> answer, Instant since, Instant asked) {
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
