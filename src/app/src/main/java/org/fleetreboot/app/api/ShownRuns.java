package org.fleetreboot.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.query.StatusWords;
import org.fleetreboot.app.report.DeviceJson;
import org.fleetreboot.app.report.HistoryJson;
import org.fleetreboot.app.report.RunDevices;
import org.fleetreboot.app.report.RunJson;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/** Answers what runs there are and what became of their devices, in pages. */
final class ShownRuns {
  private static final List<String> OF_RUNS =
      List.of("chain", "status", "since", "until", "limit", "after");
  private static final List<String> OF_DEVICES =
      List.of("status", "outcome", "step", "device", "reason", "since", "until", "limit", "after");
  private static final List<String> OF_HISTORY =
      List.of("run", "outcome", "step", "device", "reason", "since", "until", "limit", "after");

  private final Fleet fleet;
  private final InstantSource clock;

  ShownRuns(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  /** The newest runs. */
  Object runs(ApiQuery query) {
    query.with(OF_RUNS);
    RunFilter filter =
        new RunFilter(
            query.text("chain"),
            null,
            query.words("status", StatusWords::ofRuns),
            query.time("since", clock.instant()),
            query.time("until", clock.instant()));
    Page<RunView> page = query.page(asked -> fleet.view().runs(filter, asked));
    return new Runs(page.items().stream().map(RunJson::summary).toList(), page.next());
  }

  /** One run, without its devices. */
  Object run(RunView run, ApiQuery query) {
    query.with(List.of());
    return RunJson.whole(run, RunDevices.of(fleet.view(), run.run()));
  }

  /** The devices of one run. */
  Object devices(RunView run, ApiQuery query) {
    query.with(OF_DEVICES);
    Set<DeviceStatus> statuses = EnumSet.noneOf(DeviceStatus.class);
    statuses.addAll(query.words("status", StatusWords::ofDevices));
    statuses.addAll(query.words("outcome", StatusWords::ofOutcomes));
    DeviceFilter filter = filter(run.run(), statuses, query);
    Page<DeviceView> page = query.page(asked -> fleet.view().devices(filter, asked));
    return new Devices<>(
        page.items().stream().map(DeviceJson::of).toList(),
        RunJson.words(fleet.view().counts(filter)),
        page.next());
  }

  /** How devices ended in all runs. */
  Object history(ApiQuery query) {
    query.with(OF_HISTORY);
    Set<DeviceStatus> outcomes = query.words("outcome", StatusWords::ofOutcomes);
    DeviceFilter filter =
        filter(query.text("run"), outcomes.isEmpty() ? StatusWords.ENDED : outcomes, query);
    if (filter.searchesEveryDevice()) {
      throw new ApiRefusal(
          400, "reason alone would read every device of every run: add since, run or device.");
    }
    Page<RunDeviceView> page = query.page(asked -> fleet.view().history(filter, asked));
    return new Devices<>(page.items().stream().map(HistoryJson::of).toList(), null, page.next());
  }

  private DeviceFilter filter(@Nullable String run, Set<DeviceStatus> statuses, ApiQuery query) {
    return new DeviceFilter(
        run,
        query.text("step"),
        query.text("device"),
        statuses,
        query.text("reason"),
        query.time("since", clock.instant()),
        query.time("until", clock.instant()));
  }

  /**
   * A page of runs.
   *
   * @param next for {@code after} of the next request; null if this is the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Runs(List<RunJson> runs, @Nullable String next) {}

  /**
   * A page of devices.
   *
   * @param statuses how many devices the filter shows, by status; null if nobody counted
   * @param next for {@code after} of the next request; null if this is the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Devices<T>(
      List<T> devices, @Nullable Map<String, Long> statuses, @Nullable String next) {}
}
