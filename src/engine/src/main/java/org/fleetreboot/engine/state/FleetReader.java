package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/** Folds a journal into a fleet. */
public final class FleetReader {
  private FleetReader() {}

  public static void read(JournalReader journal, EventCodec codec, String hub, Fleet fleet) {
    // Runs first: each group and each event of a device belongs to a run.
    for (String partition : List.of(StreamId.RUNS, StreamId.partitionOf(hub))) {
      journal.readAll(
          partition,
          Position.START,
          (RecordedEvent recorded) -> {
            fold(fleet, recorded.stream(), codec.decode(recorded));
          });
    }
  }

  /** The devices that a run was sent, in their order. */
  public static List<String> targets(JournalReader journal, EventCodec codec, String run) {
    List<String> targets = new ArrayList<>();
    for (RecordedEvent recorded : journal.read(StreamId.run(run))) {
      if (codec.decode(recorded) instanceof RunEvent.TargetsListed listed) {
        targets.addAll(listed.devices());
      }
    }
    return targets;
  }

  private static void fold(Fleet fleet, StreamId stream, Object event) {
    if (event instanceof RunEvent runEvent) {
      fleet.apply(fleet.run(StreamNames.run(stream)), runEvent);
    } else if (event instanceof GroupEvent groupEvent) {
      fleet.apply(fleet.group(StreamNames.run(stream), StreamNames.step(stream)), groupEvent);
    } else if (event instanceof RebootEvent rebootEvent) {
      fleet.apply(fleet.device(StreamNames.device(stream)), rebootEvent);
    } else if (event instanceof FleetStopEvent stopEvent) {
      fleet.apply(stopEvent);
    }
  }
}
