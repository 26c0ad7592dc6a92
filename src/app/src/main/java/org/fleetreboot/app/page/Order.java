package org.fleetreboot.app.page;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.app.api.RefusedOrders;
import org.fleetreboot.app.http.HttpRefusal;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.engine.Control;
import org.fleetreboot.workflow.Requester;

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
        Role.OPERATOR,
        "Stop all calls",
        "Stop all calls",
        "No device of any run is called until the stop is lifted. Devices that were called are polled to the end."),
    LIFT(
        Role.OPERATOR,
        "Lift the stop",
        "Lift the stop",
        "All runs may call devices again, except those that are paused."),
    ADOPT(
        Role.OPERATOR,
        "Adopt the journal",
        "Adopt the journal",
        "Adopt it only if no other program works with this hub, and nothing is lost: its runs may then call devices again."),
    PAUSE(
        Role.OPERATOR,
        "Pause",
        "Pause the run",
        "No more devices are called until the run is resumed. Devices that were called are polled to the end."),
    RESUME(
        Role.OPERATOR, "Resume", "Resume the run", "The run continues, and calls devices again."),
    CANCEL(
        Role.OPERATOR,
        "Cancel",
        "Cancel the run",
        "The run ends: devices that were not called are left alone, and steps that were not reached never start. This cannot be undone."),
    APPROVE(Role.APPROVER, "Approve", "Approve the step", "The run continues after this step."),
    REJECT(
        Role.APPROVER,
        "Reject",
        "Reject the step",
        "The run fails at this step. This cannot be undone."),
    SKIP(
        Role.OPERATOR,
        "Skip",
        "Skip the device",
        "The device is left out of this run. It can be skipped until it is called.");

    private final Role role;
    private final String label;
    private final String action;
    private final String meaning;

    Verb(Role role, String label, String action, String meaning) {
      this.role = role;
      this.label = label;
      this.action = action;
      this.meaning = meaning;
    }

    /** Whoever orders it must have it. */
    Role role() {
      return role;
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

  /** The same as the API names it, if it is refused. */
  RefusedOrders.Order by(Requester requester) {
    return new RefusedOrders.Order(
        requester,
        verb.name().toLowerCase(Locale.ROOT),
        run.isEmpty() ? null : run,
        step.isEmpty() ? null : step,
        device.isEmpty() ? null : device);
  }

  CompletionStage<Boolean> place(Control control, Requester by, String reason, boolean forced) {
    return switch (verb) {
      case STOP -> control.stopFleet(null, by, reason);
      case LIFT -> control.liftStop(null, by, reason);
      case ADOPT -> control.adoptJournal(by, reason);
      case PAUSE -> control.pause(run, by, reason);
      case RESUME -> control.resume(run, by, reason);
      case CANCEL -> control.cancel(run, by, reason, forced);
      case APPROVE -> control.approve(run, step, by, reason);
      case REJECT -> control.reject(run, step, by, reason);
      case SKIP -> control.skip(run, null, device, by, reason);
    };
  }
}
