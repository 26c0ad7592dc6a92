package org.fleetreboot.journal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is known about runs, groups and devices, up to the last durable event. No answer costs more
 * as the history grows, as long as it is read in pages. Thread-safe.
 */
public interface FleetView {
  /** The runs that the filter shows, the newest first. */
  Page<RunView> runs(RunFilter filter, PageRequest page);

  /** How many runs the filter shows. */
  long count(RunFilter filter);

  /** The run; null if there is none of that id. */
  @Nullable RunView run(String run);

  /**
   * The stops of all calls that hold: for each hub at most one by a person and one for its journal.
   */
  List<StopView> stops();

  /** The stops of one hub. */
  default List<StopView> stops(String hub) {
    return stops().stream().filter(stop -> stop.hub().equals(hub)).toList();
  }

  /** The stops of the hubs of a run; of all hubs while it has no group. */
  default List<StopView> stops(RunView run) {
    return stops().stream()
        .filter(stop -> run.hubs().isEmpty() || run.hubs().contains(stop.hub()))
        .toList();
  }

  /** The journal as the history of that hub; null for a journal without a place, as in memory. */
  @Nullable JournalView journal(String hub);

  /**
   * The devices of a run that the filter shows, in the order of their steps, hubs and turns.
   *
   * @throws IllegalArgumentException if the filter names no run
   */
  Page<DeviceView> devices(DeviceFilter filter, PageRequest page);

  /** How many devices of runs the filter shows, by status; a status of no device is left out. */
  Map<DeviceStatus, Long> counts(DeviceFilter filter);

  /**
   * The devices of a step in slices: hub by hub, in the order in which they joined.
   *
   * @param size how many devices are in each slice but the last of a hub, from 1
   */
  List<DeviceSlice> slices(String run, String step, int size);

  /** The devices of all runs that the filter shows, the newest run first. */
  Page<RunDeviceView> history(DeviceFilter filter, PageRequest page);

  /** All runs, the newest first. It grows with the history. */
  default List<RunView> runs() {
    return all(page -> runs(RunFilter.ALL, page));
  }

  /** All devices of a run. It grows with the run. */
  default List<DeviceView> devices(String run) {
    return all(page -> devices(DeviceFilter.ofRun(run), page));
  }

  /** All items of all pages. */
  static <T> List<T> all(Function<PageRequest, Page<T>> read) {
    List<T> all = new ArrayList<>();
    PageRequest request = PageRequest.first(PageRequest.MOST);
    while (true) {
      Page<T> page = read.apply(request);
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      request = request.after(page.next());
    }
  }
}
