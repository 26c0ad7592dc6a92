package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.plain;

import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunTrigger;

/** Says who or what started a run. */
final class Triggers {
  private Triggers() {}

  static String said(RunEvent.RunAccepted run) {
    return said(run.run(), run.chain(), run.trigger(), run.by());
  }

  static String said(String run, String chain, RunTrigger trigger, Requester by) {
    String what = "run %s of chain %s".formatted(run, chain);
    if (trigger instanceof RunTrigger.WithReason reasoned) {
      return said(run, chain, reasoned.trigger(), by)
          + " The reason given: "
          + plain(reasoned.reason())
          + ".";
    }
    if (trigger instanceof RunTrigger.CommandLine) {
      return "%s started %s by the command: %s.".formatted(by, what, plain(trigger.text()));
    }
    if (trigger instanceof RunTrigger.Api) {
      return "%s started %s over HTTP.".formatted(by, what);
    }
    if (trigger instanceof RunTrigger.RetryOf retry) {
      return "%s started %s, to retry run %s.".formatted(by, what, retry.run());
    }
    if (trigger instanceof RunTrigger.Schedule schedule) {
      return "The schedule %s started %s; its time was %s."
          .formatted(schedule.schedule(), what, TimeText.time(schedule.plannedAt()));
    }
    if (trigger instanceof RunTrigger.File file) {
      return "The file %s started %s, in the name of %s.".formatted(file.file(), what, by);
    }
    if (trigger instanceof RunTrigger.Message message) {
      return "The message %s started %s, in the name of %s.".formatted(message.id(), what, by);
    }
    if (trigger instanceof RunTrigger.ChainOf other) {
      return "Run %s started %s.".formatted(other.run(), what);
    }
    return "%s started %s, in the name of %s.".formatted(capital(trigger.text()), what, by);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
