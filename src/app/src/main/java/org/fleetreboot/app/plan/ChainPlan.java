package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a chain would do now, step by step.
 *
 * @param notes what the person who starts it should know, one sentence each
 * @param ends the estimated end if it begins now; null if unknown
 */
public record ChainPlan(
    String chain, List<StepPlan> steps, List<String> notes, @Nullable Instant ends) {
  /** Nobody reads more names than this. */
  private static final int NAMED = 5;

  /** The plan, with the given notes, followed by those that result from its steps. */
  static ChainPlan of(
      String chain, List<StepPlan> steps, List<String> given, @Nullable Instant ends) {
    List<String> notes = new ArrayList<>(given);
    Map<List<String>, Set<String>> shared = new LinkedHashMap<>();
    namedBy(steps)
        .forEach(
            (device, names) -> {
              if (names.size() > 1) {
                shared.computeIfAbsent(names, key -> new LinkedHashSet<>()).add(device);
              }
            });
    shared.forEach(
        (names, devices) ->
            notes.add(
                "%s %s named by %s: a run calls a device once, in the first of these steps."
                    .formatted(
                        some(List.copyOf(devices)),
                        devices.size() == 1 ? "is" : "are",
                        String.join(" and ", names))));
    return new ChainPlan(chain, steps, List.copyOf(notes), ends);
  }

  private static Map<String, List<String>> namedBy(List<StepPlan> steps) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (StepPlan step : steps) {
      // A step that calls again is not limited to new devices.
      if (step.devices() != null && !step.again()) {
        Stream.concat(step.devices().stream(), step.left().stream())
            .forEach(
                device -> named.computeIfAbsent(device, key -> new ArrayList<>()).add(step.step()));
      }
    }
    return named;
  }

  private static String some(List<String> devices) {
    String names = String.join(", ", devices.subList(0, Math.min(NAMED, devices.size())));
    return devices.size() > NAMED ? names + " and " + (devices.size() - NAMED) + " more" : names;
  }

  /** The maximum number of calls: one for each device, and one for each repetition. */
  public int devices() {
    int again =
        steps.stream()
            .filter(step -> step.again() && step.devices() != null)
            .mapToInt(step -> Objects.requireNonNull(step.devices()).size())
            .sum();
    return namedBy(steps).size() + again;
  }

  /** The devices that it calls, in words. */
  String calls() {
    int count = devices();
    boolean named = steps.stream().anyMatch(StepPlan::isAsNamed);
    if (named && count == 0) {
      return "the devices that its message names";
    }
    boolean all =
        steps.stream().filter(step -> step.devices() != null).allMatch(StepPlan::callsAll);
    return "%s%d %s%s"
        .formatted(
            all ? "" : "at most ",
            count,
            count == 1 ? "device" : "devices",
            named ? " and the devices that its message names" : "");
  }

  /** The minimum duration of the steps that run for certain. */
  public Duration atLeast() {
    return steps.stream()
        .filter(step -> step.reached() == StepPlan.Reached.YES)
        .map(StepPlan::atLeast)
        .filter(Objects::nonNull)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
