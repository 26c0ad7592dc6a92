package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;

/** Reports the end or the state of a run. */
public final class RunReport {
  private RunReport() {}

  /**
   * The exit code of a program that waited for this run.
   *
   * @param required how many of its devices must be confirmed; null if unspecified
   */
  public static ExitCode exitCode(RunView run, @Nullable Limit required) {
    return switch (run.status()) {
      case COMPLETED -> completed(run.tally(), required);
      case PAUSED, RUNNING, CANCELLING -> ExitCode.PAUSED;
      case FAILED, CANCELLED, SKIPPED -> ExitCode.FAILED;
    };
  }

  private static ExitCode completed(Tally tally, @Nullable Limit required) {
    if (required != null) {
      return tally.of(Outcome.CONFIRMED) >= required.of(tally.settled())
          ? ExitCode.COMPLETED
          : ExitCode.FAILED;
    }
    return tally.failed() + tally.of(Outcome.OFFLINE) == 0
        ? ExitCode.COMPLETED
        : ExitCode.DEVICES_FAILED;
  }

  /**
   * A row for each group, and one for each of its hubs if it has several; the devices that failed,
   * and a sentence.
   */
  public static void print(
      RunView run, RunDevices devices, Instant now, Continuation typed, PrintStream out) {
    groups(run, out);
    rest(run, devices, now, new ProgramPresence.AtWork(), typed, out);
  }

  /** The same, with the options of each group that differ from their defaults. */
  public static void printWhole(
      RunView run,
      RunDevices devices,
      Instant now,
      ProgramPresence attendance,
      Continuation typed,
      PrintStream out) {
    groups(run, out);
    options(run, out);
    rest(run, devices, now, attendance, typed, out);
  }

  /** A row for each group, the devices that were chosen, and a sentence. */
  public static void printList(
      RunView run, Iterable<DeviceView> chosen, ProgramPresence attendance, PrintStream out) {
    groups(run, out);
    out.println();
    DeviceTable.print(chosen, run.isOnSeveralHubs(), out);
    out.println();
    out.println(sentence(run, attendance.isAbandoned(run)));
  }

  private static void rest(
      RunView run,
      RunDevices devices,
      Instant now,
      ProgramPresence attendance,
      Continuation typed,
      PrintStream out) {
    NotableDevices.print(
        devices, run.isOnSeveralHubs(), typed.command("get", run.run(), "--devices", "--all"), out);
    out.println();
    Waiting.print(run, now, typed, out);
    out.println(sentence(run, attendance.isAbandoned(run)));
    if (run.status().isOpen()) {
      attendance.sentence(run, typed).ifPresent(out::println);
    }
  }

  private static void groups(RunView run, PrintStream out) {
    List<Outcome> seen =
        Arrays.stream(Outcome.values()).filter(outcome -> run.tally().of(outcome) > 0).toList();
    List<String> head = new ArrayList<>(List.of("GROUP", "STATUS", "DEVICES"));
    seen.forEach(outcome -> head.add(outcome.word().toUpperCase(Locale.ROOT)));
    Table table = new Table(head.toArray(String[]::new));
    for (StepView step : run.steps()) {
      if (step.kind() == StepKind.GROUP) {
        table.row(row(step.step(), step.status(), step.targets(), step.tally(), seen));
        if (step.groups().size() > 1) {
          step.groups()
              .forEach(
                  group ->
                      table.row(
                          row(
                              "  on " + group.hub(),
                              group.status(),
                              group.targets(),
                              group.tally(),
                              seen)));
        }
      }
    }
    table.print(out);
  }

  private static String[] row(
      String name, StepStatus status, int targets, Tally tally, List<Outcome> seen) {
    List<String> row = new ArrayList<>(List.of(name, status.word(), String.valueOf(targets)));
    seen.forEach(outcome -> row.add(String.valueOf(tally.of(outcome))));
    return row.toArray(String[]::new);
  }

  private static void options(RunView run, PrintStream out) {
    Table table = new Table("GROUP", "OPTIONS");
    boolean any = false;
    for (StepView step : run.steps()) {
      String changed = step.options() == null ? "" : FrozenOptions.changed(step.options());
      if (!changed.isEmpty()) {
        table.row(step.step(), changed);
        any = true;
      }
    }
    if (any) {
      out.println();
      table.print(out);
    }
  }

  /**
   * How the run stands.
   *
   * @param abandoned whether it is open, and no program works on it
   */
  public static String sentence(RunView run, boolean abandoned) {
    String reason = run.reason() == null ? "" : " (" + run.reason() + ")";
    String took =
        run.endedAt() == null
            ? ""
            : " after " + DurationFormat.about(Duration.between(run.startedAt(), run.endedAt()));
    return "Run %s %s%s%s: %s."
        .formatted(run.run(), word(run.status(), abandoned), took, reason, run.tally().text());
  }

  private static String word(RunStatus status, boolean abandoned) {
    return switch (status) {
      case RUNNING -> abandoned ? "is open" : "is running";
      case PAUSED -> "is paused";
      case CANCELLING -> abandoned ? "will be cancelled" : "is being cancelled";
      case CANCELLED -> "was cancelled";
      case SKIPPED -> "was skipped";
      case COMPLETED, FAILED -> status.word();
    };
  }
}
