package org.fleetreboot.engine;

import java.time.Duration;
import java.util.List;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.KnownJournal;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for the engine.
 *
 * @param hub the name of the hub in the journal; another name starts a new history
 * @param units the number of units of the tier, from 1
 * @param share our share of the limits of the tier, above 0 up to 1
 * @param callSlots how many calls may be on the wire at once
 * @param resumeWithin a run that stood still for longer than this is paused
 * @param replayWithin how long a resumed chain may take to reach its started steps again, and a
 *     route to take an open run once all routes have started
 * @param place where the journal is; null for a journal that cannot be copied, as in memory
 * @param knownJournals what this machine remembers of the hub's journals, the newest last
 */
public record EngineSettings(
    String hub,
    HubTier tier,
    int units,
    double share,
    int callSlots,
    Duration resumeWithin,
    Duration replayWithin,
    @Nullable JournalPlace place,
    List<KnownJournal> knownJournals) {

  public EngineSettings {
    knownJournals = List.copyOf(knownJournals);
    if (units < 1 || units > 10_000) {
      throw new IllegalArgumentException("units is " + units + "; give 1 or more.");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + "; give more than 0, up to 1.");
    }
    if (callSlots < 1) {
      throw new IllegalArgumentException("callSlots is " + callSlots + "; give 1 or more.");
    }
  }

  /** One unit of S1, of which we use four fifths. */
  public static EngineSettings of(String hub) {
    return new EngineSettings(
        hub, HubTier.S1, 1, 0.8, 128, Duration.ofHours(1), Duration.ofSeconds(10), null, List.of());
  }

  public EngineSettings withTier(HubTier changed, int changedUnits, double changedShare) {
    return new EngineSettings(
        hub,
        changed,
        changedUnits,
        changedShare,
        callSlots,
        resumeWithin,
        replayWithin,
        place,
        knownJournals);
  }

  public EngineSettings withCallSlots(int changed) {
    return new EngineSettings(
        hub, tier, units, share, changed, resumeWithin, replayWithin, place, knownJournals);
  }

  public EngineSettings withResumeWithin(Duration changed) {
    return new EngineSettings(
        hub, tier, units, share, callSlots, changed, replayWithin, place, knownJournals);
  }

  /**
   * The same for a journal in a file, which may be a copy or a backup.
   *
   * @param known what this machine remembers of the hub's journals, the newest last
   */
  public EngineSettings withJournalAt(JournalPlace now, List<KnownJournal> known) {
    return new EngineSettings(
        hub, tier, units, share, callSlots, resumeWithin, replayWithin, now, known);
  }
}
