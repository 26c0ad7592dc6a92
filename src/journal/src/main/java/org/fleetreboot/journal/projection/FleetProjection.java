package org.fleetreboot.journal.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceSlice;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.JournalView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageCursor;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalTrust;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The read model in memory: folds the events into what people see. Every other read model must show
 * the same. It holds each device of each run. Thread-safe.
 */
public final class FleetProjection implements FleetView {
  private final Map<String, RunProjection> runs = new LinkedHashMap<>();

  /** The stops of all calls, by hub. */
  private final Map<String, FleetStop> stops = new TreeMap<>();

  /** Adds an event: of each partition in its order, and each run before its devices. */
  public synchronized void apply(RecordedEvent recorded, Object decoded) {
    if (decoded instanceof RunEvent event) {
      apply(StreamNames.run(recorded.stream()), event);
    } else if (decoded instanceof GroupEvent event) {
      RunProjection run = runs.get(StreamNames.run(recorded.stream()));
      if (run != null) {
        run.apply(StreamNames.step(recorded.stream()), event);
      }
    } else if (decoded instanceof RebootEvent event) {
      RunProjection run = runs.get(event.run());
      if (run != null) {
        run.apply(StreamNames.device(recorded.stream()), recorded, event);
      }
    } else if (decoded instanceof FleetStopEvent event) {
      String hub = StreamNames.hub(recorded.stream());
      stops.put(hub, stops.getOrDefault(hub, FleetStop.NONE).evolve(event));
    }
  }

  /** A run begins with its acceptance. */
  private void apply(String id, RunEvent event) {
    RunProjection known = runs.get(id);
    if (known != null) {
      known.apply(event);
    } else if (event instanceof RunEvent.RunAccepted accepted) {
      runs.put(id, new RunProjection(id, accepted));
    }
  }

  @Override
  public synchronized Page<RunView> runs(RunFilter filter, PageRequest page) {
    return page(shown(filter), page, Function.identity());
  }

  @Override
  public synchronized long count(RunFilter filter) {
    return shown(filter).size();
  }

  private List<RunView> shown(RunFilter filter) {
    return newestFirst().map(RunProjection::view).filter(filter::shows).toList();
  }

  private Stream<RunProjection> newestFirst() {
    List<RunProjection> all = new ArrayList<>(runs.values());
    Collections.reverse(all);
    return all.stream();
  }

  @Override
  public synchronized @Nullable RunView run(String run) {
    RunProjection known = runs.get(run);
    return known == null ? null : known.view();
  }

  @Override
  public synchronized List<StopView> stops() {
    List<StopView> views = new ArrayList<>();
    stops.forEach((hub, stop) -> views.addAll(StopView.of(hub, stop)));
    return views;
  }

  @Override
  public synchronized @Nullable JournalView journal(String hub) {
    JournalTrust trust = stops.getOrDefault(hub, FleetStop.NONE).trust();
    FleetStopEvent.JournalPlaced placed = trust.placed();
    return placed == null
        ? null
        : new JournalView(placed.journal(), placed.epoch(), trust.isDoubted());
  }

  @Override
  public synchronized Page<DeviceView> devices(DeviceFilter filter, PageRequest page) {
    if (filter.run() == null) {
      throw new IllegalArgumentException("The devices of all runs are a history: name a run.");
    }
    return page(matching(filter).toList(), page, RunDeviceView::device);
  }

  @Override
  public synchronized Map<DeviceStatus, Long> counts(DeviceFilter filter) {
    Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
    matching(filter).forEach(shown -> counts.merge(shown.device().status(), 1L, Long::sum));
    return counts;
  }

  @Override
  public synchronized List<DeviceSlice> slices(String run, String step, int size) {
    List<RunDeviceView> all = matching(DeviceFilter.ofRun(run).inStep(step)).toList();
    List<DeviceSlice> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
      all.subList(from, Math.min(all.size(), from + size))
          .forEach(shown -> counts.merge(shown.device().status(), 1L, Long::sum));
      slices.add(new DeviceSlice(counts, from == 0 ? null : Integer.toString(from)));
    }
    return slices;
  }

  @Override
  public synchronized Page<RunDeviceView> history(DeviceFilter filter, PageRequest page) {
    return page(matching(filter).toList(), page, Function.identity());
  }

  private Stream<RunDeviceView> matching(DeviceFilter filter) {
    return newestFirst()
        .filter(run -> filter.run() == null || filter.run().equals(run.id()))
        .flatMap(run -> run.devices().stream())
        .filter(device -> filter.shows(device.device()));
  }

  /** The items from the index that the request names. */
  private static <S, T> Page<T> page(List<S> all, PageRequest request, Function<S, T> show) {
    String after = request.after();
    int from = after == null ? 0 : (int) Math.min(all.size(), PageCursor.parse(after));
    int to = Math.min(all.size(), from + request.max());
    List<T> items = all.subList(from, to).stream().map(show).toList();
    return new Page<>(items, to < all.size() ? Integer.toString(to) : null);
  }
}
