package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.plan.StepPlan.Reached;
import org.fleetreboot.app.program.Hub;
import org.fleetreboot.app.report.Words;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.RebootConfiguration;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.workflow.DurationWords;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** Asks the hub whom the steps of a chain would call, and reckons what that takes. */
public final class Planner {
  private final Hub hub;
  private final FloorTime floor;
  private final BootTimes boots;
  private final Instant now;

  /** When the next step begins; null once a step is of unknown length. */
  private @Nullable Instant begins;

  private final List<String> notes = new ArrayList<>();

  /** Steps that fail for certain. */
  private final List<ChainStep> failed = new ArrayList<>();

  /** By the steps so far, whatever the route decides. */
  private final Set<String> called = new HashSet<>();

  /**
   * @param boots what is known of how long devices take
   * @param now when the chain would begin
   */
  public Planner(Hub hub, FloorTime floor, BootTimes boots, Instant now) {
    this.hub = hub;
    this.boots = boots;
    this.now = now;
    this.begins = now;
    this.floor = floor;
  }

  /**
   * Reads what the steps would read, and calls nobody.
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
    failed.forEach(step -> noteCutOff(step, notReached));
    if (!checks.isEmpty()) {
      notes.add(
          "%s is asked before each call: it may skip a device, or defer its call."
              .formatted(String.join(", ", checks)));
    }
    return ChainPlan.of(chain, plans, notes, begins);
  }

  private void noteCutOff(ChainStep failed, List<ChainStep> notReached) {
    String after =
        notReached.stream()
            .filter(step -> step.isCutOffBy(failed))
            .map(ChainStep::id)
            .collect(Collectors.joining(", "));
    if (!after.isEmpty()) {
      notes.add("%s fails, so the chain does not reach %s.".formatted(failed.id(), after));
    }
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
        forecast);
  }

  /** Takes the step as the last one so far, unless the route decides about it. */
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

  /** A step that people or endpoints decide about: nobody knows when it ends. */
  private @Nullable Forecast unforeseen(ChainStep step) {
    if (!step.maybe()) {
      begins = null;
    }
    return null;
  }

  private StepPlan group(ChainStep step, GroupOptions options) {
    String window = options.window() == null ? null : words(options.window());
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
          null);
    }
    List<String> devices = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<String> offline = new ArrayList<>();
    Set<String> excluded = excluded(step);
    DisruptionBudget budget = options.budget();
    Map<String, Integer> related = new HashMap<>();
    hub.twins(
        query.selecting(budget == null ? "deviceId, connectionState" : "*"),
        twin -> {
          String device = device(step, query, twin);
          if (excluded.contains(device)) {
            return;
          }
          if (called.contains(device) && !options.callOptions().again()) {
            left.add(device);
          } else {
            devices.add(device);
            count(budget, twin, related);
            if (!"Connected".equals(twin.get("connectionState"))) {
              offline.add(device);
            }
          }
        });
    if (!step.maybe()) {
      called.addAll(devices);
    }
    int inFlight = options.pace().mostInFlight(devices.size() + left.size());
    Duration atLeast = floor.of(devices.size(), inFlight, options);
    if (devices.isEmpty() && left.isEmpty() && !options.allowEmpty()) {
      notes.add(
          step.id() + " has no devices: the step fails. Correct its query, or set allowEmpty.");
      fails(step);
    }
    Duration confirmWithin = options.callOptions().confirmWithin();
    Duration takes =
        floor.of(devices.size(), inFlight, options, boots.usual(), rounds(budget, related));
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
                        FloorTime.lastOf(options, boots.usual()),
                        options.window(),
                        confirmWithin));
    note(step, options, devices, offline, atLeast);
    if (forecast != null && forecast.leftOver() > 0) {
      boolean all = forecast.leftOver() == devices.size() && left.isEmpty();
      notes.add(
          "%s: %d of %d do not fit into its window, and are skipped%s."
              .formatted(
                  step.id(), forecast.leftOver(), devices.size(), all ? ": the step fails" : ""));
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
        Math.min(devices.size(), inFlight),
        atLeast,
        window,
        options.callOptions().again(),
        forecast);
  }

  private void fails(ChainStep step) {
    if (!step.maybe()) {
      failed.add(step);
    }
  }

  /** By limit and value, how many devices share it. */
  private static void count(
      @Nullable DisruptionBudget budget, Map<String, Object> twin, Map<String, Integer> related) {
    if (budget != null) {
      for (TagDownLimit limit : budget.limits()) {
        String value = limit.tag().readFrom(twin);
        if (value != null) {
          related.merge(limit + " " + value, 1, Integer::sum);
        }
      }
    }
  }

  /** How many devices follow each other where the most are related. */
  private static int rounds(@Nullable DisruptionBudget budget, Map<String, Integer> related) {
    int rounds = 0;
    if (budget != null) {
      for (TagDownLimit limit : budget.limits()) {
        for (Map.Entry<String, Integer> shared : related.entrySet()) {
          if (shared.getKey().startsWith(limit + " ")) {
            rounds = Math.max(rounds, (shared.getValue() + limit.most() - 1) / limit.most());
          }
        }
      }
    }
    return rounds;
  }

  private Set<String> excluded(ChainStep step) {
    Set<String> excluded = new HashSet<>(step.endpoint().getTargets().excludedDevices());
    DeviceQuery query = step.endpoint().getTargets().excluded();
    if (query != null) {
      hub.twins(query.text(), twin -> excluded.add(device(step, query, twin)));
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

  private void note(
      ChainStep step,
      GroupOptions options,
      List<String> devices,
      List<String> offline,
      Duration atLeast) {
    if (!offline.isEmpty()) {
      notes.add(
          "%s: %d of %d are offline now, and %s."
              .formatted(
                  step.id(),
                  offline.size(),
                  devices.size(),
                  fate(options.offlinePolicy().offline())));
    }
    DisruptionBudget budget = options.budget();
    if (budget != null && devices.size() > 1) {
      notes.add(
          "%s respects %s: related devices wait for each other, so fewer may be called at once, and it may take longer."
              .formatted(step.id(), words(budget)));
    }
    WindowRule rule = options.window();
    if (rule != null) {
      noteWindow(step.id(), rule, options.callOptions().confirmWithin(), atLeast);
    }
  }

  private static String fate(OfflinePolicy.Offline offline) {
    return switch (offline) {
      case FAIL -> "end offline if they stay offline";
      case SKIP -> "are skipped if they stay offline";
      case WAIT -> "are waited for";
    };
  }

  private static String words(DisruptionBudget budget) {
    List<String> words = new ArrayList<>();
    if (budget.neverTogether() != null) {
      words.add("neverTogether " + budget.neverTogether());
    }
    budget.maxDownPer().forEach(limit -> words.add("maxDownPer " + limit));
    return String.join(", ", words);
  }

  private static String words(WindowRule rule) {
    return rule.windowZone() == null
        ? rule.window().toString()
        : rule.window() + ", or by " + rule.windowZone() + " of the device";
  }

  private void noteWindow(
      String step, WindowRule rule, Duration confirmWithin, @Nullable Duration atLeast) {
    Instant opens = rule.window().nextCall(now, confirmWithin);
    if (rule.windowZone() == null && (opens == null || opens.isAfter(now))) {
      notes.add(
          "%s calls no device before its window opens%s."
              .formatted(step, opens == null ? "" : ", at " + Words.time(opens)));
    }
    Duration open = rule.window().length().minus(confirmWithin);
    if (atLeast != null && atLeast.compareTo(open) > 0) {
      notes.add(
          "%s takes %s at least, and its window is open for calls for %s at a time: the rest %s."
              .formatted(
                  step,
                  DurationWords.about(atLeast),
                  DurationWords.about(open),
                  rule.windowEnd() == WindowRule.End.SKIP ? "is skipped" : "waits for the next"));
    }
  }
}
