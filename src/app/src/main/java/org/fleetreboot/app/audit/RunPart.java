package org.fleetreboot.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of a device's stream that belongs to one run. A device that has been rebooted for
 * years has a long stream, of which it reads only what is near.
 */
final class RunPart {
  /** As many events as a device has in a run, and some of the next. */
  private static final int PAGE = 32;

  private final JournalReader journal;
  private final EventCodec codec = new EventCodec();
  private final String run;
  private final Map<String, Position> first;

  /**
   * @param first where the groups of the run begin on each of its hubs
   */
  RunPart(JournalReader journal, String run, Map<String, Position> first) {
    this.journal = journal;
    this.run = run;
    this.first = Map.copyOf(first);
  }

  /**
   * The events of the device in the run, up to the last one that its row rests on.
   *
   * @param last the position of that event
   */
  List<RebootEvent> of(String hub, String device, long last) {
    List<RebootEvent> events = new ArrayList<>();
    StreamId stream = StreamId.device(hub, device);
    long after = before(stream, first.getOrDefault(hub, Position.START));
    while (true) {
      List<RecordedEvent> page = journal.read(stream, after, PAGE);
      for (RecordedEvent stored : page) {
        if (codec.decode(stored) instanceof RebootEvent event && event.run().equals(run)) {
          events.add(event);
        }
      }
      if (page.size() < PAGE || page.get(PAGE - 1).position().value() >= last) {
        return events;
      }
      after = page.get(PAGE - 1).version();
    }
  }

  /** A version before the first event of the run: 0 for a short stream. */
  private long before(StreamId stream, Position first) {
    long known = 0;
    long step = PAGE;
    while (isBefore(stream, known + step, first)) {
      known += step;
      step *= 2;
    }
    while (step > PAGE) {
      step /= 2;
      known = isBefore(stream, known + step, first) ? known + step : known;
    }
    return known;
  }

  private boolean isBefore(StreamId stream, long version, Position first) {
    RecordedEvent event = at(stream, version);
    return event != null && event.position().compareTo(first) < 0;
  }

  private @Nullable RecordedEvent at(StreamId stream, long version) {
    List<RecordedEvent> one = journal.read(stream, version - 1, 1);
    return one.isEmpty() ? null : one.get(0);
  }
}
