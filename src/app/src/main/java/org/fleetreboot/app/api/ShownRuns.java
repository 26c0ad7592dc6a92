package org.fleetreboot.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.app.http.HttpRefusal;
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
      List.of("chain", "hub", "status", "since", "until", "limit", "after");
  private static final List<String> OF_DEVICES =
      List.of(
          "status", "outcome", "step", "hub", "device", "reason", "since", "until", "limit",
          "after");
  private static final List<String> OF_HISTORY =
      List.of(
          "run", "outcome", "step", "hub", "device", "reason", "since", "until", "limit", "after");

  private final Fleet fleet;
  private final InstantSource clock;

  ShownRuns(Fleet fleet, InstantSource clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  void describe(ApiOperations api) {
    paged(
            api.get("/runs", "listRuns", "The newest runs.")
                .query("chain", "string", "Only runs of this chain.")
                .query("hub", "string", "Only runs with a group on this hub.")
                .query("status", "string", "Only runs in one of these states, with commas."))
        .answers(Runs.class, this::runs);
    api.get("/runs/{run}", "getRun", "One run with its steps, without its devices.")
        .answers(RunJson.class, this::run);
    filtered(api.get("/runs/{run}/devices", "listRunDevices", "The devices of one run."))
        .query("status", "string", "Only devices in one of these states, with commas.")
        .answers(Devices.class, this::devices);
    filtered(api.get("/history", "listHistory", "How devices ended in all runs."))
        .query("run", "string", "Only this run.")
        .answers(History.class, this::history);
  }

  private static ApiOperations.Operation filtered(ApiOperations.Operation operation) {
    return paged(operation)
        .query("outcome", "string", "Only devices with one of these outcomes, with commas.")
        .query("step", "string", "Only devices in this step.")
        .query("hub", "string", "Only devices of this hub.")
        .query("device", "string", "Only this device.")
        .query("reason", "string", "Only devices whose reason contains this text.");
  }

  private static ApiOperations.Operation paged(ApiOperations.Operation operation) {
    return operation
        .query("since", "string", "Not before this time, or this long ago, such as 30d.")
        .query("until", "string", "Before this time.")
        .query("limit", "integer", "At most so many.")
        .query("after", "string", "The next of an earlier answer to the same question.");
  }

  /** The newest runs. */
  private ApiResponse runs(ApiRequest request) {
    ApiQuery query = request.query().with(OF_RUNS);
    RunFilter filter =
        new RunFilter(
            query.text("chain"),
            query.text("hub"),
            query.words("status", StatusWords::ofRuns),
            query.time("since", clock.instant()),
            query.time("until", clock.instant()));
    Page<RunView> page = query.page(asked -> fleet.view().runs(filter, asked));
    return ApiResponse.ok(
        new Runs(page.items().stream().map(RunJson::summary).toList(), page.next()));
  }

  /** One run, without its devices. */
  private ApiResponse run(ApiRequest request) {
    request.query().with(List.of());
    RunView run = KnownRun.of(fleet, request.path("run"));
    return ApiResponse.ok(RunJson.whole(run, RunDevices.of(fleet.view(), run.run())));
  }

  /** The devices of one run. */
  private ApiResponse devices(ApiRequest request) {
    ApiQuery query = request.query().with(OF_DEVICES);
    RunView run = KnownRun.of(fleet, request.path("run"));
    Set<DeviceStatus> statuses = EnumSet.noneOf(DeviceStatus.class);
    statuses.addAll(query.words("status", StatusWords::ofDevices));
    statuses.addAll(query.words("outcome", StatusWords::ofOutcomes));
    DeviceFilter filter = filter(run.run(), statuses, query);
    Page<DeviceView> page = query.page(asked -> fleet.view().devices(filter, asked));
    return ApiResponse.ok(
        new Devices(
            page.items().stream().map(DeviceJson::of).toList(),
            RunJson.words(fleet.view().counts(filter)),
            page.next()));
  }

  /** How devices ended in all runs. */
  private ApiResponse history(ApiRequest request) {
    ApiQuery query = request.query().with(OF_HISTORY);
    Set<DeviceStatus> outcomes = query.words("outcome", StatusWords::ofOutcomes);
    DeviceFilter filter =
        filter(query.text("run"), outcomes.isEmpty() ? StatusWords.ENDED : outcomes, query);
    if (filter.searchesEveryDevice()) {
      throw new HttpRefusal(
          400, "reason alone would read every device of every run: add since, run or device.");
    }
    Page<RunDeviceView> page = query.page(asked -> fleet.view().history(filter, asked));
    return ApiResponse.ok(
        new History(page.items().stream().map(HistoryJson::of).toList(), page.next()));
  }

  private DeviceFilter filter(@Nullable String run, Set<DeviceStatus> statuses, ApiQuery query) {
    return new DeviceFilter(
        run,
        query.text("step"),
        query.text("hub"),
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
  record Runs(List<RunJson> runs, @Nullable String next) {}

  /**
   * A page of devices.
   *
   * @param statuses how many devices the filter shows, by status
   * @param next for {@code after} of the next request; null if this is the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Devices(List<DeviceJson> devices, Map<String, Long> statuses, @Nullable String next) {}

  /**
   * A page of what became of devices.
   *
   * @param next for {@code after} of the next request; null if this is the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record History(List<HistoryJson> devices, @Nullable String next) {}
}
