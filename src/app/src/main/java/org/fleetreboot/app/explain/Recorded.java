package org.fleetreboot.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/** The events of what is explained, without the lists of devices. */
final class Recorded {
  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final EventCodec codec = new EventCodec();

  Recorded(JournalReader journal) {
    this.journal = journal;
  }

  List<RunEvent> ofRun(String run) {
    List<RunEvent> events = new ArrayList<>();
    for (RecordedEvent stored : journal.read(StreamId.run(run))) {
      if (codec.decode(stored) instanceof RunEvent event
          && !(event instanceof RunEvent.TargetsListed)) {
        events.add(event);
      }
    }
    return events;
  }

  /** The orders about the run that were refused. */
  List<FleetStopEvent.OrderRefused> refused(String hub, String run) {
    return journal.read(StreamId.fleet(hub)).stream()
        .map(codec::decode)
        .filter(FleetStopEvent.OrderRefused.class::isInstance)
        .map(FleetStopEvent.OrderRefused.class::cast)
        .filter(refused -> run.equals(refused.run()))
        .toList();
  }

  List<GroupEvent> ofGroup(String hub, String run, String step) {
    List<GroupEvent> events = new ArrayList<>();
    for (RecordedEvent stored : journal.read(StreamId.group(hub, run, step))) {
      if (codec.decode(stored) instanceof GroupEvent event
          && !(event instanceof GroupEvent.TargetsAdded)) {
        events.add(event);
      }
    }
    return events;
  }

  /** The events of a device in those runs. It may have many in others. */
  List<RebootEvent> ofDevice(String hub, String device, Set<String> runs) {
    List<RebootEvent> events = new ArrayList<>();
    StreamId stream = StreamId.device(hub, device);
    long after = 0;
    while (true) {
      List<RecordedEvent> page = journal.read(stream, after, PAGE);
      for (RecordedEvent stored : page) {
        if (codec.decode(stored) instanceof RebootEvent event && runs.contains(event.run())) {
          events.add(event);
        }
      }
      if (page.size() < PAGE) {
        return events;
      }
      after = page.get(page.size() - 1).version();
    }
  }
}
