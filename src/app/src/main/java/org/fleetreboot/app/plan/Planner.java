package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.plan.StepPlan.Reached;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.RebootConfiguration;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hubs which devices the steps of a chain would call, and estimates how long that takes.
 */
public final class Planner {
  private final List<PlannedHub> hubs;
  private final BootTimes boots;

  /** When the next step begins; null after a step of unknown length. */
  private @Nullable Instant begins;

  private final PlanNotes notes;

  /** Steps that are certain to fail. */
  private final List<ChainStep> failed = new ArrayList<>();

  /** The devices of earlier steps that are certain to run. */
  private final Set<String> called = new HashSet<>();

  /**
   * @param hubs those of the program
   * @param boots what is known about boot times
   * @param now when the chain would begin
   */
  public Planner(List<PlannedHub> hubs, BootTimes boots, Instant now) {
    this.hubs = List.copyOf(hubs);
    this.boots = boots;
    this.begins = now;
    this.notes = new PlanNotes(now);
  }

  /**
   * Reads what the steps would read, and calls no device.
   *
   * @param checks the endpoints that are asked before each call of a device
   */
  public ChainPlan plan(String chain, List<ChainStep> steps, List<String> checks) {
    List<StepPlan> plans = new ArrayList<>();
    List<ChainStep> notReached = new ArrayList<>();
    for (ChainStep step : steps) {
      if (failed.stream().anyMatch(step::isCutOffBy)) {
        plans.add(StepPlan.notReached(step.id(), step.endpoint().getConfiguration().getKind()));
        notReached.add(step);
      } else {
        plans.add(plan(step));
      }
    }
    failed.forEach(step -> notes.cutOff(step, notReached));
    notes.checks(checks);
    return ChainPlan.of(chain, plans, notes.all(), begins);
  }

  private static Reached reached(ChainStep step) {
    return step.maybe() ? Reached.MAYBE : Reached.YES;
  }

  private StepPlan plan(ChainStep step) {
    RebootConfiguration given = step.endpoint().getConfiguration();
    if (step.endpoint().kind() == StepKind.GROUP) {
      return group(step, step.endpoint().groupOptions());
    }
    Duration takes = given.getSoak().getDuration();
    Forecast forecast =
        takes == null ? unforeseen(step) : foreseen(step, begin -> Forecast.of(begin, takes));
    return new StepPlan(
        step.id(),
        given.getKind(),
        reached(step),
        null,
        List.of(),
        0,
        0,
        takes,
        null,
        false,
        forecast,
        List.of());
  }

  /** Lets the next step begin when this one ends, unless the route decides whether it runs. */
  private @Nullable Forecast foreseen(ChainStep step, Function<Instant, Forecast> forecast) {
    if (begins == null) {
      return null;
    }
    Forecast foreseen = forecast.apply(begins);
    if (!step.maybe()) {
      begins = foreseen.ends();
    }
    return foreseen;
  }

  /** A step that a person or an endpoint decides: its end is unknown. */
  private @Nullable Forecast unforeseen(ChainStep step) {
    if (!step.maybe()) {
      begins = null;
    }
    return null;
  }

  private StepPlan group(ChainStep step, GroupOptions options) {
    String window = options.window() == null ? null : PlanNotes.words(options.window());
    DeviceQuery query = step.endpoint().getTargets().targets();
    if (query == null) {
      begins = null;
      return new StepPlan(
          step.id(),
          "group",
          reached(step),
          null,
          List.of(),
          0,
          0,
          null,
          window,
          options.callOptions().again(),
          null,
          List.of());
    }
    List<HubPlan> onHubs = new ArrayList<>();
    for (String name : step.endpoint().hubs()) {
      hubs.stream()
          .filter(hub -> hub.name().equals(name))
          .forEach(hub -> onHubs.add(onHub(hub, step, options, query)));
    }
    List<String> devices = all(onHubs, HubPlan::devices);
    List<String> left = all(onHubs, HubPlan::left);
    List<String> offline = all(onHubs, HubPlan::offline);
    if (!step.maybe()) {
      called.addAll(devices);
    }
    Duration atLeast = slowest(onHubs, HubPlan::atLeast);
    if (devices.isEmpty() && left.isEmpty() && !options.allowEmpty()) {
      notes.empty(step);
      fails(step);
    }
    Duration confirmWithin = options.callOptions().confirmWithin();
    Duration takes = slowest(onHubs, HubPlan::takes);
    Forecast forecast =
        foreseen(
            step,
            begin ->
                options.window() == null
                    ? Forecast.of(begin, takes)
                    : Forecast.of(
                        begin,
                        devices.size(),
                        takes,
                        MinimumDuration.lastOf(options, boots.usual()),
                        options.window(),
                        confirmWithin));
    notes.group(step, options, devices, offline, atLeast);
    if (forecast != null && forecast.leftOver() > 0) {
      boolean all = forecast.leftOver() == devices.size() && left.isEmpty();
      notes.leftOver(step, forecast.leftOver(), devices.size(), all);
      if (all) {
        fails(step);
      }
    }
    return new StepPlan(
        step.id(),
        "group",
        reached(step),
        devices,
        left,
        offline.size(),
        onHubs.stream().mapToInt(HubPlan::atOnce).sum(),
        atLeast,
        window,
        options.callOptions().again(),
        forecast,
        onHubs);
  }

  private HubPlan onHub(PlannedHub on, ChainStep step, GroupOptions options, DeviceQuery query) {
    List<String> devices = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<String> offline = new ArrayList<>();
    Set<String> excluded = excluded(on, step);
    DisruptionBudget budget = options.budget();
    RelatedDevices related = new RelatedDevices(budget);
    on.hub()
        .twins(
            query.selecting(budget == null ? "deviceId, connectionState" : "*"),
            twin -> {
              String id = device(step, query, twin);
              if (excluded.contains(id)) {
                return;
              }
              String device = name(on, id);
              if (called.contains(device) && !options.callOptions().again()) {
                left.add(device);
              } else {
                devices.add(device);
                related.add(twin);
                if (!"Connected".equals(twin.get("connectionState"))) {
                  offline.add(device);
                }
              }
            });
    int inFlight = options.pace().mostInFlight(devices.size() + left.size());
    return new HubPlan(
        on.name(),
        List.copyOf(devices),
        List.copyOf(left),
        List.copyOf(offline),
        inFlight,
        on.floor().of(devices.size(), inFlight, options),
        on.floor().of(devices.size(), inFlight, options, boots.usual(), related.rounds()));
  }

  /** How people see a device: with its hub if there are several. */
  private String name(PlannedHub on, String device) {
    return new Target(hubs.size() > 1 ? on.name() : null, device).text();
  }

  private static List<String> all(List<HubPlan> onHubs, Function<HubPlan, List<String>> devices) {
    return onHubs.stream().flatMap(hub -> devices.apply(hub).stream()).toList();
  }

  /** The hubs work side by side, so the slowest one decides. */
  private static Duration slowest(List<HubPlan> onHubs, Function<HubPlan, Duration> duration) {
    return onHubs.stream().map(duration).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void fails(ChainStep step) {
    if (!step.maybe()) {
      failed.add(step);
    }
  }

  private Set<String> excluded(PlannedHub on, ChainStep step) {
    Set<String> excluded =
        new HashSet<>(
            step.endpoint().getTargets().excludedDevices(hubs.size() > 1 ? on.name() : null));
    DeviceQuery query = step.endpoint().getTargets().excluded();
    if (query != null) {
      on.hub().twins(query.text(), twin -> excluded.add(device(step, query, twin)));
    }
    return excluded;
  }

  private static String device(ChainStep step, DeviceQuery query, Map<String, Object> twin) {
    try {
      return query.device(twin);
    } catch (IllegalStateException e) {
      throw ProgramFailure.setup(step.id() + ": " + e.getMessage() + ".", e);
    }
  }
}
