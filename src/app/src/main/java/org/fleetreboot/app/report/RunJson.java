package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.jspecify.annotations.Nullable;

/**
 * A run in JSON; unknown fields are omitted.
 *
 * @param isWorkedOn whether a program works on it; null if it has ended, or if this is unknown
 * @param outcomes the number of devices by outcome
 * @param steps null in a summary
 * @param devices null in a summary
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunJson(
    String run,
    String chain,
    String hub,
    String status,
    @Nullable Boolean isWorkedOn,
    @Nullable String reason,
    Instant startedAt,
    @Nullable Instant endedAt,
    String trigger,
    String by,
    Map<String, Integer> outcomes,
    @Nullable List<Step> steps,
    @Nullable List<Device> devices) {

  /** The run without its devices, as the program that works on it sees it. */
  public static RunJson summary(RunView run) {
    return summary(run, new ProgramPresence.AtWork());
  }

  /** The run without its devices. */
  public static RunJson summary(RunView run, ProgramPresence presence) {
    return of(run, presence, null, null);
  }

  /** The run with its steps and devices, as the program that works on it sees them. */
  public static RunJson whole(RunView run, List<DeviceView> devices) {
    return whole(run, devices, new ProgramPresence.AtWork());
  }

  /** The run with its steps and devices. */
  public static RunJson whole(RunView run, List<DeviceView> devices, ProgramPresence presence) {
    return of(
        run,
        presence,
        run.steps().stream().map(Step::of).toList(),
        devices.stream().map(Device::of).toList());
  }

  private static RunJson of(
      RunView run,
      ProgramPresence presence,
      @Nullable List<Step> steps,
      @Nullable List<Device> devices) {
    boolean isTold = run.status().isOpen() && !(presence instanceof ProgramPresence.Unknown);
    return new RunJson(
        run.run(),
        run.chain(),
        run.hub(),
        run.status().word(),
        isTold ? !presence.isAbandoned(run) : null,
        run.reason(),
        run.startedAt(),
        run.endedAt(),
        run.trigger().text(),
        run.by(),
        run.tally().byWord(),
        steps,
        devices);
  }

  /** A step of the run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Step(
      String step,
      String kind,
      String status,
      @Nullable String reason,
      Instant startedAt,
      @Nullable Instant until,
      @Nullable List<String> approvers,
      @Nullable Boolean fourEyes,
      int targets,
      Map<String, Integer> outcomes,
      @Nullable Map<String, @Nullable Object> options) {

    private static Step of(StepView step) {
      ApprovalView approval = step.approval();
      return new Step(
          step.step(),
          step.kind().name().toLowerCase(Locale.ROOT),
          step.status().word(),
          step.reason(),
          step.startedAt(),
          step.until(),
          approval == null ? null : List.copyOf(approval.approvers()),
          approval == null ? null : approval.fourEyes(),
          step.targets(),
          step.tally().byWord(),
          step.options() == null ? null : FrozenOptions.all(step.options()));
    }
  }

  /** A device in a step of the run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Device(
      String device,
      String step,
      String status,
      @Nullable Instant at,
      @Nullable String detail,
      @Nullable Integer answered,
      @Nullable String response) {

    private static Device of(DeviceView device) {
      DeviceView.Answer answer = device.answer();
      return new Device(
          device.device(),
          device.step(),
          device.status().word(),
          device.at(),
          device.detail(),
          answer == null ? null : answer.status(),
          answer == null ? null : answer.response());
    }
  }
}
