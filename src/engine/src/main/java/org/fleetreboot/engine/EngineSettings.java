package org.fleetreboot.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for the engine.
 *
 * @param hubs the hubs that it works with, at least one, each of another name
 * @param resumeWithin a run that stood still for longer than this is paused
 * @param replayWithin how long a resumed chain may take to reach its started steps again, and a
 *     route to take an open run once all routes have started
 * @param place where the journal is; null for a journal that cannot be copied, as in memory
 */
public record EngineSettings(
    List<HubSettings> hubs,
    Duration resumeWithin,
    Duration replayWithin,
    @Nullable JournalPlace place) {

  public EngineSettings {
    hubs = List.copyOf(hubs);
    Set<String> names = new HashSet<>();
    hubs.forEach(
        hub -> {
          if (!names.add(hub.hub())) {
            throw new IllegalArgumentException("Two hubs are named " + hub.hub() + ".");
          }
        });
    if (hubs.isEmpty()) {
      throw new IllegalArgumentException("An engine works with at least one hub.");
    }
  }

  /** With these hubs. */
  public static EngineSettings of(List<HubSettings> hubs) {
    return new EngineSettings(hubs, Duration.ofHours(1), Duration.ofSeconds(10), null);
  }

  /** With one unit of S1, of which we use four fifths. */
  public static EngineSettings of(String hub) {
    return of(List.of(HubSettings.of(hub)));
  }

  /** The names of its hubs. */
  public List<String> hubNames() {
    return hubs.stream().map(HubSettings::hub).toList();
  }

  /** The same with this tier for each hub. */
  public EngineSettings withTier(HubTier changed, int units, double share) {
    return withEachHub(hub -> hub.withTier(changed, units, share));
  }

  /** The same with so many calls on the wire for each hub. */
  public EngineSettings withCallSlots(int changed) {
    return withEachHub(hub -> hub.withCallSlots(changed));
  }

  public EngineSettings withEachHub(UnaryOperator<HubSettings> change) {
    return new EngineSettings(
        hubs.stream().map(change).toList(), resumeWithin, replayWithin, place);
  }

  public EngineSettings withResumeWithin(Duration changed) {
    return new EngineSettings(hubs, changed, replayWithin, place);
  }

  /** The same for a journal in a file, which may be a copy or a backup. */
  public EngineSettings withJournalAt(JournalPlace now) {
    return new EngineSettings(hubs, resumeWithin, replayWithin, now);
  }
}
