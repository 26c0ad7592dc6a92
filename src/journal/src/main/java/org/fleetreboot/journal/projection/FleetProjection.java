package org.fleetreboot.journal.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
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
  /** By id, with those of which only a group is known. */
  private final Map<String, RunProjection> runs = new HashMap<>();

  private final List<RunProjection> accepted = new ArrayList<>();

  /** The stops of all calls, by hub. */
  private final Map<String, FleetStop> stops = new TreeMap<>();

  /** Adds an event: of each partition in its order. */
  public synchronized void apply(RecordedEvent recorded, Object decoded) {
    if (decoded instanceof RunEvent event) {
      apply(run(recorded), event);
    } else if (decoded instanceof GroupEvent event) {
      run(recorded).apply(StreamNames.step(recorded.stream()), hub(recorded), event);
    } else if (decoded instanceof RebootEvent event) {
      RunProjection run = runs.get(event.run());
      if (run != null) {
        run.apply(hub(recorded), StreamNames.device(recorded.stream()), recorded, event);
      }
    } else if (decoded instanceof FleetStopEvent event) {
      stops.put(hub(recorded), stops.getOrDefault(hub(recorded), FleetStop.NONE).evolve(event));
    }
  }

  private void apply(RunProjection run, RunEvent event) {
    boolean isKnown = run.isAccepted();
    run.apply(event);
    if (run.isAccepted() && !isKnown) {
      accepted.add(run);
    }
  }

  private RunProjection run(RecordedEvent recorded) {
    return runs.computeIfAbsent(StreamNames.run(recorded.stream()), RunProjection::new);
  }

  private static String hub(RecordedEvent recorded) {
    return StreamId.hubOf(recorded.stream().partition());
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
    List<RunProjection> all = new ArrayList<>(accepted);
    Collections.reverse(all);
    return all.stream();
  }

  @Override
  public synchronized @Nullable RunView run(String run) {
    RunProjection known = runs.get(run);
    return known == null || !known.isAccepted() ? null : known.view();
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
    int from = 0;
    while (from < all.size()) {
      String hub = all.get(from).device().hub();
      int to = from;
      Map<DeviceStatus, Long> counts = new EnumMap<>(DeviceStatus.class);
      while (to < all.size() && to < from + size && hub.equals(all.get(to).device().hub())) {
        counts.merge(all.get(to++).device().status(), 1L, Long::sum);
      }
      slices.add(new DeviceSlice(hub, counts, from == 0 ? null : Integer.toString(from)));
      from = to;
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
