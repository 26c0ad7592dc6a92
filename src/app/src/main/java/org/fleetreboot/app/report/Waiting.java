package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.view.ApprovalView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.StepStatus;

/**
 * Explains what a run waits for: a person, with the command to type; a check; or the opening of its
 * window.
 */
public final class Waiting {
  /** When a person may adopt a journal that is in doubt. */
  public static final String ADOPT =
      "If no other program works with that hub, and nothing is lost, adopt this journal";

  private Waiting() {}

  /** Who may act, and until when. */
  public static String of(ApprovalView approval) {
    String who =
        approval.approvers().isEmpty() ? "anybody" : String.join(" or ", approval.approvers());
    return "needs approval from %s by %s%s"
        .formatted(
            who,
            TimeText.time(approval.until()),
            approval.fourEyes() ? "; whoever started the run may not approve" : "");
  }

  /** A line for each step that waits; for a person, with the command. */
  static void print(RunView run, Instant now, Continuation typed, PrintStream out) {
    for (StepView step : run.steps()) {
      if (step.approval() != null) {
        out.println(
            "Step %s %s: %s, or reject."
                .formatted(
                    step.step(),
                    of(step.approval()),
                    typed.command("approve", run.run(), step.step())));
      } else if (step.kind() == StepKind.CHECK && step.status() == StepStatus.RUNNING) {
        out.println("Step %s %s.".formatted(step.step(), ofCheck(step)));
      } else if (step.status() == StepStatus.RUNNING && step.options() != null) {
        if (step.reason() != null) {
          out.println("Step %s: %s.".formatted(step.step(), step.reason()));
        }
        ofWindow(step, now).ifPresent(sentence -> out.println(sentence + "."));
      }
    }
  }

  /** Until when an endpoint is asked, and its last answer. */
  public static String ofCheck(StepView step) {
    return "waits for its check"
        + (step.until() == null ? "" : ", until " + TimeText.time(step.until()) + " at most")
        + (step.reason() == null ? "" : ": " + step.reason());
  }

  /** Which window the group waits for; empty if it has none, or it is open. */
  public static Optional<String> ofWindow(StepView step, Instant now) {
    GroupOptions options = step.options();
    WindowRule rule = options == null ? null : options.window();
    if (options == null || rule == null || rule.windowZone() != null) {
      return Optional.empty();
    }
    Duration confirmWithin = options.callOptions().confirmWithin();
    if (rule.window().mayCall(now, confirmWithin)) {
      return Optional.empty();
    }
    Instant opens = rule.window().nextCall(now, confirmWithin);
    return Optional.of(
        "Step %s waits for its window %s%s"
            .formatted(
                step.step(),
                rule.window(),
                opens == null ? "" : ", which opens at " + TimeText.time(opens)));
  }

  /** A line for each stop in force. */
  public static void printStops(List<StopView> stops, Continuation typed, PrintStream out) {
    stops.forEach(stop -> out.println(of(stop, typed)));
  }

  /** Describes a stop, with the command that lifts it. */
  public static String of(StopView stop, Continuation typed) {
    return stop.doubt() == null
        ? "%s. To continue: %s".formatted(of(stop), typed.command("stop", "--lift"))
        : "%s. %s: %s, or %s"
            .formatted(of(stop), ADOPT, typed.command("resume"), typed.command("run", "--resume"));
  }

  /** What is stopped, and why, without a full stop. */
  public static String of(StopView stop) {
    return stop.doubt() == null
        ? "No calls to %s: stopped by %s at %s (%s)"
            .formatted(stop.hub(), stop.by(), TimeText.time(stop.at()), stop.reason())
        : "No calls to %s since %s: %s"
            .formatted(stop.hub(), TimeText.time(stop.at()), stop.reason());
  }
}
