package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.GroupView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A run in JSON; unknown fields are omitted.
 *
 * @param hubs those of its groups so far
 * @param isWorkedOn whether a program works on it; null if it has ended, or if this is unknown
 * @param outcomes the number of devices by outcome
 * @param statuses the number of devices by status, including those under way; null in a summary
 * @param steps null in a summary
 * @param devices null if nobody asked for them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunJson(
    String run,
    String chain,
    List<String> hubs,
    String status,
    @Nullable Boolean isWorkedOn,
    @Nullable String reason,
    Instant startedAt,
    @Nullable Instant endedAt,
    String trigger,
    RequesterJson by,
    Map<String, Integer> outcomes,
    @Nullable Map<String, Long> statuses,
    @Nullable List<Step> steps,
    @Nullable Iterable<DeviceJson> devices) {

  /** The run without its devices, as the program that works on it sees it. */
  public static RunJson summary(RunView run) {
    return summary(run, new ProgramPresence.AtWork());
  }

  /** The run without its devices. */
  public static RunJson summary(RunView run, ProgramPresence presence) {
    return of(run, presence, null, null, null);
  }

  /** The run with its steps, as the program that works on it sees it. */
  public static RunJson whole(RunView run, RunDevices devices) {
    return of(run, new ProgramPresence.AtWork(), counts(devices), steps(run), null);
  }

  /**
   * The run with its steps and devices.
   *
   * @param shown read while the object is written
   */
  public static RunJson whole(
      RunView run, RunDevices devices, Pages<DeviceView> shown, ProgramPresence presence) {
    return of(run, presence, counts(devices), steps(run), shown.as(DeviceJson::of));
  }

  private static Map<String, Long> counts(RunDevices devices) {
    return words(devices.counts(devices.all()));
  }

  /** Numbers of devices by the word of their status, in the order of {@link DeviceStatus}. */
  public static Map<String, Long> words(Map<DeviceStatus, Long> counts) {
    Map<String, Long> words = new LinkedHashMap<>();
    for (DeviceStatus status : DeviceStatus.values()) {
      if (counts.containsKey(status)) {
        words.put(status.word(), counts.get(status));
      }
    }
    return words;
  }

  private static List<Step> steps(RunView run) {
    return run.steps().stream().map(Step::of).toList();
  }

  private static RunJson of(
      RunView run,
      ProgramPresence presence,
      @Nullable Map<String, Long> statuses,
      @Nullable List<Step> steps,
      @Nullable Iterable<DeviceJson> devices) {
    boolean isTold = run.status().isOpen() && !(presence instanceof ProgramPresence.Unknown);
    return new RunJson(
        run.run(),
        run.chain(),
        run.hubs(),
        run.status().word(),
        isTold ? !presence.isAbandoned(run) : null,
        run.reason(),
        run.startedAt(),
        run.endedAt(),
        run.trigger().text(),
        RequesterJson.of(run.by()),
        run.tally().byWord(),
        statuses,
        steps,
        devices);
  }

  /**
   * A step of the run.
   *
   * @param groups one for each hub; absent if the step is not a group, or has not begun
   */
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
      @Nullable Map<String, @Nullable Object> options,
      @Nullable List<Group> groups) {

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
          step.options() == null ? null : FrozenOptions.all(step.options()),
          step.groups().isEmpty() ? null : step.groups().stream().map(Group::of).toList());
    }
  }

  /** A step on one hub. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Group(
      String hub,
      String status,
      @Nullable String reason,
      int targets,
      Map<String, Integer> outcomes) {

    private static Group of(GroupView group) {
      return new Group(
          group.hub(),
          group.status().word(),
          group.reason(),
          group.targets(),
          group.tally().byWord());
    }
  }
}
