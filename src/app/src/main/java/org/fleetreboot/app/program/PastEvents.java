package org.fleetreboot.app.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.FleetEvents;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;

/**
 * The events that a journal had at one moment. It reads no more of the journal than the selection
 * needs: the stream of a device, the part of a partition in which a run took place, or a time.
 */
public final class PastEvents {
  /** An event is recorded soon after the time that it bears. */
  private static final Duration RECORDED_WITHIN = Duration.ofMinutes(1);

  private static final String REFUSED = "fleet.order-refused.";

  private final JournalReader journal;
  private final Map<String, Position> heads;
  private final EventPlace known;
  private final FleetEvents events = new FleetEvents(new EventCodec());

  /**
   * @param heads where each partition ended at that moment
   */
  public PastEvents(JournalReader journal, Map<String, Position> heads) {
    this(journal, heads, EventPlace.START);
  }

  /**
   * @param heads where each partition ended at that moment
   * @param known only what comes after it is read
   */
  PastEvents(JournalReader journal, Map<String, Position> heads, EventPlace known) {
    this.journal = journal;
    this.heads = Map.copyOf(heads);
    this.known = known;
  }

  /**
   * Hands over the selected events in the order in which they were decided.
   *
   * @param each whether it wants more
   */
  public void forEach(EventSelection selection, Predicate<FleetEvent> each) {
    DecidedOrder ordered = new DecidedOrder(sources(selection));
    Deque<FleetEvent> last = new ArrayDeque<>();
    while (ordered.hasNext()) {
      FleetEvent event = events.of(ordered.next());
      if (!selection.shows(event)) {
        continue;
      }
      if (selection.last() == Long.MAX_VALUE) {
        if (!each.test(event)) {
          return;
        }
      } else {
        last.add(event);
        if (last.size() > selection.last()) {
          last.removeFirst();
        }
      }
    }
    for (FleetEvent event : last) {
      if (!each.test(event)) {
        return;
      }
    }
  }

  private List<Iterator<RecordedEvent>> sources(EventSelection selection) {
    if (selection.device() != null) {
      return ofDevice(selection.device());
    }
    return selection.run() == null ? ofTime(selection) : ofRun(selection.run(), selection);
  }

  /** The device's stream in each hub. */
  private List<Iterator<RecordedEvent>> ofDevice(String device) {
    List<Iterator<RecordedEvent>> sources = new ArrayList<>();
    if (!device.isBlank()) {
      heads
          .keySet()
          .forEach(
              partition ->
                  Partitions.hub(partition)
                      .ifPresent(hub -> sources.add(stream(StreamId.device(hub, device)))));
    }
    return sources;
  }

  /**
   * The run's own stream, and for each of its hubs the part of the partition from the first event
   * of its groups to the last event of its groups and devices.
   */
  private List<Iterator<RecordedEvent>> ofRun(String run, EventSelection selection) {
    RunView view = journal.view().run(run);
    if (view == null) {
      return List.of();
    }
    List<Iterator<RecordedEvent>> sources = new ArrayList<>();
    sources.add(stream(StreamId.run(run)));
    for (String hub : view.hubs()) {
      sources.addAll(ofRunOnHub(view, hub, selection));
    }
    return sources;
  }

  private List<Iterator<RecordedEvent>> ofRunOnHub(
      RunView run, String hub, EventSelection selection) {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (StepView step : run.steps()) {
      if (step.hubs().contains(hub)) {
        List<RecordedEvent> group = journal.read(StreamId.group(hub, run.run(), step.step()));
        if (!group.isEmpty()) {
          first = Math.min(first, group.get(0).position().value());
          last = Math.max(last, group.get(group.size() - 1).position().value());
        }
      }
    }
    long from = first;
    long to = last > 0 ? Math.max(last, lastOfDevices(run.run(), hub)) : 0;
    Iterator<RecordedEvent> refused =
        refused(hub, event -> event.position().value() < from || event.position().value() > to);
    if (last == 0) {
      return List.of(refused);
    }
    Position before = new Position(first - 1);
    return List.of(refused, range(StreamId.partitionOf(hub), before, new Position(to), selection));
  }

  /** Orders that were refused, in the part of the hub's partition that is not read. */
  private Iterator<RecordedEvent> refused(String hub, Predicate<RecordedEvent> isOutside) {
    Iterable<RecordedEvent> stream = () -> stream(StreamId.fleet(hub));
    return StreamSupport.stream(stream.spliterator(), false)
        .filter(event -> event.type().startsWith(REFUSED))
        .filter(isOutside)
        .iterator();
  }

  private long lastOfDevices(String run, String hub) {
    DeviceFilter ofRun = DeviceFilter.ofRun(run).onHub(hub);
    long last = 0;
    for (RunDeviceView device : Pages.all(page -> journal.view().history(ofRun, page))) {
      if (device.proof() != null) {
        last = Math.max(last, device.proof().position());
      }
    }
    return last;
  }

  private List<Iterator<RecordedEvent>> ofTime(EventSelection selection) {
    List<Iterator<RecordedEvent>> sources = new ArrayList<>();
    heads.forEach(
        (partition, head) -> {
          Position after =
              selection.isOfAll()
                  ? new Position(Math.max(0, head.value() - selection.last()))
                  : Position.START;
          sources.add(range(partition, after, head, selection));
        });
    return sources;
  }

  /** At most that part, and of it only what may have been recorded in the selected time. */
  private Iterator<RecordedEvent> range(
      String partition, Position after, Position upTo, EventSelection selection) {
    Position from = later(after, known.in(partition));
    Position to = earlier(upTo, heads.getOrDefault(partition, Position.START));
    Instant since = selection.from();
    if (since != null) {
      from = later(from, PositionAt.before(journal, partition, since.minus(RECORDED_WITHIN)));
    }
    Instant until = selection.until();
    if (until != null) {
      to = earlier(to, PositionAt.before(journal, partition, until.plus(RECORDED_WITHIN)));
    }
    return new PartitionEvents(journal, partition, from, to);
  }

  private Iterator<RecordedEvent> stream(StreamId stream) {
    Position head = heads.getOrDefault(stream.partition(), Position.START);
    return new StreamEvents(journal, stream, known.in(stream.partition()), head);
  }

  private static Position later(Position one, Position other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Position earlier(Position one, Position other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
