package org.fleetreboot.engine;

import java.util.List;
import org.fleetreboot.workflow.fleet.KnownJournal;

/**
 * What an operator sets for one hub.
 *
 * @param hub its name in the journal; another name starts a new history
 * @param units the number of units of the tier, from 1
 * @param share our share of the limits of the tier, above 0 up to 1
 * @param callSlots how many calls may be on the wire at once
 * @param knownJournals what this machine remembers of the hub's journals, the newest last
 */
public record HubSettings(
    String hub,
    HubTier tier,
    int units,
    double share,
    int callSlots,
    List<KnownJournal> knownJournals) {

  public HubSettings {
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
  public static HubSettings of(String hub) {
    return new HubSettings(hub, HubTier.S1, 1, 0.8, 128, List.of());
  }

  public HubSettings withTier(HubTier changed, int changedUnits, double changedShare) {
    return new HubSettings(hub, changed, changedUnits, changedShare, callSlots, knownJournals);
  }

  public HubSettings withCallSlots(int changed) {
    return new HubSettings(hub, tier, units, share, changed, knownJournals);
  }

  /** The same with what this machine remembers of the hub's journals, the newest last. */
  public HubSettings withKnownJournals(List<KnownJournal> known) {
    return new HubSettings(hub, tier, units, share, callSlots, known);
  }
}
