package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.util.List;
import org.fleetreboot.engine.ApprovalView;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.engine.StepView;
import org.fleetreboot.engine.StopView;

/** What waits for a person, and what they may type. */
public final class Waiting {
  private Waiting() {}

  /** Who is waited for, until when. */
  static String of(ApprovalView approval) {
    String who =
        approval.approvers().isEmpty() ? "anybody" : String.join(" or ", approval.approvers());
    return "waits for %s until %s%s"
        .formatted(
            who,
            Words.time(approval.until()),
            approval.fourEyes() ? ", not for who started the run" : "");
  }

  /** A line for each step that waits, with the command. */
  static void print(RunView run, PrintStream out) {
    for (StepView step : run.steps()) {
      if (step.approval() != null) {
        out.println(
            "Step %s %s: ./fleet-reboot approve %s %s, or reject."
                .formatted(step.step(), of(step.approval()), run.run(), step.step()));
      }
    }
  }

  /** A line for each stop that holds. */
  public static void printStops(List<StopView> stops, PrintStream out) {
    for (StopView stop : stops) {
      out.println(
          "No calls to %s: stopped by %s at %s (%s). To go on: ./fleet-reboot stop --lift"
              .formatted(stop.hub(), stop.by(), Words.time(stop.at()), stop.reason()));
    }
  }
}
