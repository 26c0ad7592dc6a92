package org.fleetreboot.app.plan;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.workflow.DurationFormat;

/** Prints a plan for people. */
public final class PlanReport {
  private PlanReport() {}

  /**
   * Prints a row for each step, and the notes.
   *
   * @param quota what limits the duration, in words
   * @param boots what is known about boot times
   */
  public static void print(PrintStream out, ChainPlan plan, String quota, BootTimes boots) {
    Table table =
        new Table(
            "STEP",
            "DOES",
            "DEVICES",
            "OFFLINE",
            "AT ONCE",
            "READS",
            "AT LEAST",
            "WINDOW",
            "ENDS ABOUT");
    boolean perHub = plan.steps().stream().anyMatch(step -> step.hubs().size() > 1);
    for (StepPlan step : plan.steps()) {
      List<String> named = step.devices();
      boolean counted = named != null;
      int devices = named == null ? 0 : named.size();
      table.row(
          step.step(),
          does(step),
          counted ? "" + devices : step.isAsNamed() ? "as named" : "",
          counted ? "" + step.offline() : "",
          counted ? "" + step.atOnce() : "",
          counted ? "" + 2 * devices : "",
          step.atLeast() == null ? "" : DurationFormat.about(step.atLeast()),
          step.window() == null ? "" : step.window(),
          ends(step));
      if (perHub) {
        step.hubs().forEach(hub -> table.row(cells(hub)));
      }
    }
    table.print(out);
    out.println();
    plan.notes().forEach(note -> out.println("! " + note));
    if (!plan.notes().isEmpty()) {
      out.println();
    }
    out.println(
        "Chain %s calls %s%s, at %s. Nothing was called."
            .formatted(plan.chain(), plan.calls(), takes(plan), quota));
    out.println(end(plan) + " " + basis(boots));
  }

  /** A line below its step. */
  private static String[] cells(HubPlan hub) {
    int devices = hub.devices().size();
    return new String[] {
      "  on " + hub.hub(),
      "",
      "" + devices,
      "" + hub.offline().size(),
      "" + hub.atOnce(),
      "" + 2 * devices,
      DurationFormat.about(hub.atLeast()),
      "",
      ""
    };
  }

  /** Empty if it depends on the devices that are named. */
  private static String takes(ChainPlan plan) {
    boolean named = plan.steps().stream().anyMatch(StepPlan::isAsNamed);
    return named && plan.atLeast().isZero()
        ? ""
        : "%s and takes at least %s"
            .formatted(named ? "," : "", DurationFormat.about(plan.atLeast()));
  }

  private static String does(StepPlan step) {
    return switch (step.reached()) {
      case YES -> step.kind();
      case MAYBE -> "maybe " + step.kind();
      case NO -> "not reached: " + step.kind();
    };
  }

  private static String ends(StepPlan step) {
    Instant ends = step.forecast() == null ? null : step.forecast().ends();
    return ends == null ? "" : TimeText.time(ends);
  }

  private static String end(ChainPlan plan) {
    return plan.ends() == null
        ? "Its end cannot be predicted: a step waits for a person, a check, a message or a window."
        : "It ends at about %s if it begins now.".formatted(TimeText.time(plan.ends()));
  }

  private static String basis(BootTimes boots) {
    return boots.reboots() == 0
        ? "The journal has no reboot yet: devices that take longer than the first poll delay it."
        : "Nine of ten of the last %d reboots took %s at most."
            .formatted(boots.reboots(), DurationFormat.about(boots.usual()));
  }
}
