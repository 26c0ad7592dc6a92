package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.jspecify.annotations.Nullable;

/**
 * A stop of all calls to the devices of one hub that holds, as people see it.
 *
 * @param doubt why the journal is doubted; null for a stop by a person
 */
public record StopView(
    String hub, Instant at, Requester by, String reason, @Nullable JournalDoubt doubt) {

  /** The stops of that hub that hold. */
  public static List<StopView> of(String hub, FleetStop stop) {
    List<StopView> views = new ArrayList<>();
    FleetStopEvent.FleetStopped stopped = stop.stopped();
    if (stopped != null) {
      views.add(new StopView(hub, stopped.at(), stopped.by(), stopped.reason(), null));
    }
    FleetStopEvent.JournalDoubted doubted = stop.trust().doubted();
    if (doubted != null) {
      views.add(
          new StopView(hub, doubted.at(), Requester.PROGRAM, doubted.reason(), doubted.doubt()));
    }
    return views;
  }
}
