package org.fleetreboot.app.page;

import java.util.concurrent.CompletionStage;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.engine.Control;

/**
 * What a person can order on a page.
 *
 * @param run empty if it concerns all runs
 * @param step empty if it concerns no step
 * @param device empty if it concerns no device
 */
public record Order(Verb verb, String run, String step, String device) {

  /** The orders. */
  public enum Verb {
    STOP(
        "Stop all calls",
        "Stop all calls",
        "No device of any run is called until the stop is lifted. Devices that were called are polled to the end."),
    LIFT(
        "Lift the stop",
        "Lift the stop",
        "All runs may call devices again, except those that are paused."),
    ADOPT(
        "Adopt the journal",
        "Adopt the journal",
        "Adopt it only if no other program works with this hub, and nothing is lost: its runs may then call devices again."),
    PAUSE(
        "Pause",
        "Pause the run",
        "No more devices are called until the run is resumed. Devices that were called are polled to the end."),
    RESUME("Resume", "Resume the run", "The run continues, and calls devices again."),
    CANCEL(
        "Cancel",
        "Cancel the run",
        "The run ends: devices that were not called are left alone, and steps that were not reached never start. This cannot be undone."),
    APPROVE("Approve", "Approve the step", "The run continues after this step."),
    REJECT("Reject", "Reject the step", "The run fails at this step. This cannot be undone."),
    SKIP(
        "Skip",
        "Skip the device",
        "The device is left out of this run. It can be skipped until it is called.");

    private final String label;
    private final String action;
    private final String meaning;

    Verb(String label, String action, String meaning) {
      this.label = label;
      this.action = action;
      this.meaning = meaning;
    }

    public String label() {
      return label;
    }

    /** The label of the button that gives the order: beside a way back, "Cancel" alone is both. */
    public String action() {
      return action;
    }

    /** What the order does. */
    public String meaning() {
      return meaning;
    }

    /** Whether it ends something. */
    public boolean isGrave() {
      return this == STOP || this == CANCEL || this == REJECT;
    }
  }

  static Order of(Visit visit) {
    return switch (visit.part(1)) {
      case "stop" -> new Order(Verb.STOP, "", "", "");
      case "lift" -> new Order(Verb.LIFT, "", "", "");
      case "adopt" -> new Order(Verb.ADOPT, "", "", "");
      default -> ofRun(visit);
    };
  }

  private static Order ofRun(Visit visit) {
    String run = visit.part(2);
    return switch (visit.part(3)) {
      case "steps" ->
          new Order(
              visit.part(5).equals("approve") ? Verb.APPROVE : Verb.REJECT, run, visit.part(4), "");
      case "devices" -> new Order(Verb.SKIP, run, "", visit.part(4));
      case "pause" -> new Order(Verb.PAUSE, run, "", "");
      case "resume" -> new Order(Verb.RESUME, run, "", "");
      case "cancel" -> new Order(Verb.CANCEL, run, "", "");
      default -> throw new HttpRefusal(404, "There is no such order.");
    };
  }

  /** The order in a few words. */
  public String title() {
    String what =
        switch (verb) {
          case STOP, LIFT, ADOPT -> "";
          case PAUSE, RESUME, CANCEL -> " run " + run;
          case APPROVE, REJECT -> " step " + step + " of run " + run;
          case SKIP -> " device " + device + " in run " + run;
        };
    return Texts.plain(verb.label() + what);
  }

  /** The page to see what became of it. */
  public String back() {
    return run.isEmpty() ? "/" : Texts.path("runs", run);
  }

  CompletionStage<Boolean> place(Control control, String by, String reason, boolean forced) {
    return switch (verb) {
      case STOP -> control.stopFleet(by, reason);
      case LIFT -> control.liftStop(by, reason);
      case ADOPT -> control.adoptJournal(by, reason);
      case PAUSE -> control.pause(run, by, reason);
      case RESUME -> control.resume(run, by, reason);
      case CANCEL -> control.cancel(run, by, reason, forced);
      case APPROVE -> control.approve(run, step, by, reason);
      case REJECT -> control.reject(run, step, by, reason);
      case SKIP -> control.skip(run, device, by, reason);
    };
  }
}
