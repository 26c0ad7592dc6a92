package org.fleetreboot.app.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan in JSON; unknown values are omitted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanJson(
    String chain,
    int devices,
    double atLeastSeconds,
    @Nullable Instant endsAbout,
    List<PlannedStep> steps,
    List<String> notes) {

  public static PlanJson of(ChainPlan plan) {
    return new PlanJson(
        plan.chain(),
        plan.devices(),
        seconds(plan.atLeast()),
        plan.ends(),
        plan.steps().stream().map(PlannedStep::of).toList(),
        plan.notes());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }

  /** A step of the chain. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlannedStep(
      String step,
      String kind,
      String reached,
      @Nullable List<String> devices,
      @Nullable Integer offline,
      @Nullable Integer atOnce,
      @Nullable Double atLeastSeconds,
      @Nullable String window,
      @Nullable Instant endsAbout,
      @Nullable Integer leftOver,
      @Nullable List<OnHub> hubs) {

    private static PlannedStep of(StepPlan step) {
      List<String> devices = step.devices();
      Duration atLeast = step.atLeast();
      Forecast forecast = step.forecast();
      return new PlannedStep(
          step.step(),
          step.kind(),
          step.reached().name().toLowerCase(Locale.ROOT),
          devices,
          devices == null ? null : step.offline(),
          devices == null ? null : step.atOnce(),
          atLeast == null ? null : seconds(atLeast),
          step.window(),
          forecast == null ? null : forecast.ends(),
          forecast == null ? null : forecast.leftOver(),
          step.hubs().isEmpty() ? null : step.hubs().stream().map(OnHub::of).toList());
    }
  }

  /** A group's share of one hub. */
  record OnHub(String hub, int devices, int offline, int atOnce, double atLeastSeconds) {
    private static OnHub of(HubPlan hub) {
      return new OnHub(
          hub.hub(),
          hub.devices().size(),
          hub.offline().size(),
          hub.atOnce(),
          seconds(hub.atLeast()));
    }
  }
}
