package org.fleetreboot.engine;

import java.time.Duration;
import java.util.List;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.fleet.JournalSighting;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for the engine.
 *
 * @param hub the hub's name in the journal: whoever changes it starts a new history
 * @param units of the tier, from 1
 * @param share of the tier's limits that is ours, above 0 up to 1
 * @param callSlots how many calls may be on the wire at once
 * @param resumeWithin a run that stood still longer comes up paused
 * @param patience how long a resumed chain may take to come back to its started steps
 * @param place where the journal is; null for one that cannot be copied, as in memory
 * @param sightings what this machine remembers of journals of the hub, the newest last
 */
public record EngineSettings(
    String hub,
    HubTier tier,
    int units,
    double share,
    int callSlots,
    Duration resumeWithin,
    Duration patience,
    @Nullable JournalPlace place,
    List<JournalSighting> sightings) {

  public EngineSettings {
    sightings = List.copyOf(sightings);
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

  /** One S1 unit, four fifths of it ours. */
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
        patience,
        place,
        sightings);
  }

  public EngineSettings withCallSlots(int changed) {
    return new EngineSettings(
        hub, tier, units, share, changed, resumeWithin, patience, place, sightings);
  }

  public EngineSettings withResumeWithin(Duration changed) {
    return new EngineSettings(
        hub, tier, units, share, callSlots, changed, patience, place, sightings);
  }

  /**
   * With what tells a journal from its copies and backups.
   *
   * @param known what this machine remembers of journals of the hub, the newest last
   */
  public EngineSettings withJournalAt(JournalPlace now, List<JournalSighting> known) {
    return new EngineSettings(
        hub, tier, units, share, callSlots, resumeWithin, patience, now, known);
  }
}
