package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;

/** Prints a line for each settled device, and for each step that begins or ends. */
public final class ProgressLines implements Progress {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintStream out;
  private final Instant since;
  private final Map<String, String> told = new HashMap<>();

  /** Settled devices of a step that the run does not show yet. */
  private final List<DeviceView> early = new ArrayList<>();

  private boolean shown;

  /**
   * @param since when the program began: earlier results are not printed
   */
  public ProgressLines(PrintStream out, Instant since) {
    this.out = out;
    this.since = since;
  }

  @Override
  public void show(Snapshot snapshot) {
    early.addAll(snapshot.settled());
    for (StepView step : snapshot.run().steps()) {
      if (!shown && endedBefore(snapshot, step)) {
        told.put("step " + step.step(), "begun");
        told.put("end of " + step.step(), step.status().word());
      }
      if (isNews("step " + step.step(), "begun")) {
        say(snapshot, step.step(), step.startedAt().isBefore(since) ? goesOn(step) : begun(step));
      }
      tell(snapshot, step);
      boolean ended = step.status() != StepStatus.COLLECTING && step.status() != StepStatus.RUNNING;
      if (ended && isNews("end of " + step.step(), step.status().word())) {
        say(snapshot, step.step(), ended(step));
      }
    }
    String trouble = snapshot.hub().trouble() == null ? "" : snapshot.hub().trouble().detail();
    if (isNews("hub", trouble)) {
      say(
          snapshot,
          "hub",
          trouble.isEmpty()
              ? "works"
              : "suspended; calls wait and no device is marked failed: " + trouble);
    }
    if (isNews("run", snapshot.run().status().word())) {
      String reason = snapshot.run().reason();
      say(
          snapshot,
          snapshot.run().run(),
          snapshot.run().status().word() + (reason == null ? "" : ": " + reason));
    }
    shown = true;
  }

  @Override
  public boolean tellsEachDevice() {
    return true;
  }

  @Override
  public void say(String sentence) {
    if (isNews("beside", sentence) && !sentence.isEmpty()) {
      out.println("fleet-reboot: " + sentence);
    }
  }

  private void tell(Snapshot snapshot, StepView step) {
    List<DeviceView> settled =
        early.stream().filter(device -> device.step().equals(step.step())).toList();
    early.removeIf(device -> device.step().equals(step.step()));
    settled.forEach(device -> tell(snapshot, device));
  }

  private void tell(Snapshot snapshot, DeviceView device) {
    if (!isBefore(device)) {
      String detail = device.detail() == null ? "" : " (" + device.detail() + ")";
      String name = snapshot.run().named(device.device(), device.hub());
      say(snapshot, name, device.status().word() + detail);
    }
  }

  private boolean isBefore(DeviceView device) {
    return device.at() != null && device.at().isBefore(since);
  }

  /** A group cannot end before its last device. */
  private boolean endedBefore(Snapshot snapshot, StepView step) {
    return step.status().hasEnded()
        && step.startedAt().isBefore(since)
        && snapshot
                .devices()
                .count(snapshot.devices().all().inStep(step.step()).between(since, null))
            == 0;
  }

  private static String begun(StepView step) {
    if (step.approval() != null) {
      return "approval " + Waiting.of(step.approval());
    }
    return step.kind() == StepKind.GROUP ? "group begins" : word(step.kind());
  }

  private static String goesOn(StepView step) {
    return step.kind() == StepKind.GROUP ? "group continues, " + step.tally().text() : begun(step);
  }

  private static String word(StepKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String ended(StepView step) {
    String reason = step.reason() == null ? "" : ": " + step.reason();
    return step.kind() != StepKind.GROUP
        ? step.status().word() + reason
        : step.status().word() + ", " + step.tally().text() + reason;
  }

  /** Whether it differs from the last report; a working hub is not reported at the start. */
  private boolean isNews(String about, String what) {
    String before = told.put(about, what);
    return before == null ? !what.isEmpty() : !before.equals(what);
  }

  private void say(Snapshot snapshot, String about, String what) {
    print(snapshot.now(), about, what);
  }

  /** Prints a line of the same form. */
  public void print(Instant at, String about, String what) {
    out.println(CLOCK.format(at) + "  " + EscapedText.line(about + "  " + what));
  }

  @Override
  public void close() {}
}
