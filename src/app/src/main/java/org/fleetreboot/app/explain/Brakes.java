package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.because;
import static org.fleetreboot.app.explain.Phrases.plain;
import static org.fleetreboot.app.explain.Phrases.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunStatus;

/** What holds back all calls of a run, whichever device they are for. */
final class Brakes {
  /** Less of the quota than this is taken as soon as it is free. */
  private static final double NEARLY_NONE = 0.05;

  private final FleetView fleet;
  private final Conditions conditions;

  Brakes(FleetView fleet, Conditions conditions) {
    this.fleet = fleet;
    this.conditions = conditions;
  }

  /**
   * The sentences about an open run; empty if nothing holds it back as a whole.
   *
   * @param hubs those of its hubs that matter
   */
  List<Sentence> of(RunView run, List<String> hubs, List<RunEvent> events) {
    List<Sentence> said = new ArrayList<>();
    program(run, said);
    for (StopView stop : fleet.stops(run)) {
      Kind kind = stop.doubt() == null ? Kind.STOP : Kind.DOUBT;
      said.add(Sentence.of(kind, stop.at(), Waiting.of(stop) + "."));
      said.add(
          stop.doubt() == null
              ? Sentence.of(Kind.REMEDY, null, "To let all runs call again, lift the stop.")
                  .by("stop", "--lift")
              : Sentence.of(Kind.REMEDY, null, Waiting.ADOPT + ".").by("resume"));
    }
    if (run.status() == RunStatus.PAUSED) {
      said.add(pause(run, events));
      said.add(
          Sentence.of(Kind.REMEDY, null, "To let it call devices again, resume it.")
              .by("resume", run.run()));
    } else if (run.status() == RunStatus.CANCELLING) {
      said.add(cancel(run, events));
    }
    conditions.hubs().of(hubs).forEach(hub -> hub(hub, said));
    return said.stream().map(sentence -> sentence.inRun(run.run())).toList();
  }

  private void program(RunView run, List<Sentence> said) {
    if (conditions.program() instanceof ProgramPresence.Abandoned nobody) {
      said.add(
          Sentence.of(
              Kind.PROGRAM,
              nobody.since(),
              "No program has worked on run %s since %s: nobody calls its devices or reads their twins."
                  .formatted(run.run(), TimeText.time(nobody.since()))));
      said.add(
          Sentence.of(Kind.REMEDY, null, "To continue it, start the program again.").by("run"));
    } else if (conditions.program() instanceof ProgramPresence.Unknown unknown) {
      said.add(
          Sentence.of(
              Kind.PROGRAM,
              null,
              "It is unknown whether a program works on it: %s.".formatted(plain(unknown.why()))));
    }
  }

  private static Sentence pause(RunView run, List<RunEvent> events) {
    RunEvent.RunPaused paused = null;
    for (RunEvent event : events) {
      paused = event instanceof RunEvent.RunPaused one ? one : paused;
    }
    if (paused == null) {
      return Sentence.of(
          Kind.PAUSE, null, "Run %s is paused%s.".formatted(run.run(), because(run.reason())));
    }
    String reason = RunEvents.unlessSaid(paused.reason(), "paused by " + paused.by().text());
    return Sentence.of(
        Kind.PAUSE,
        paused.at(),
        paused.by().equals(Requester.PROGRAM)
            ? "The program paused run %s at %s%s."
                .formatted(run.run(), TimeText.time(paused.at()), because(reason))
            : "%s paused run %s at %s%s."
                .formatted(paused.by(), run.run(), TimeText.time(paused.at()), because(reason)));
  }

  private static Sentence cancel(RunView run, List<RunEvent> events) {
    Instant at = null;
    String by = "somebody";
    for (RunEvent event : events) {
      if (event instanceof RunEvent.RunCancelled cancelled) {
        at = cancelled.at();
        by = cancelled.by().text();
      }
    }
    return Sentence.of(
        Kind.CANCEL,
        at,
        "%s cancelled run %s%s. No more devices are called; those that were called are read to the end."
            .formatted(
                by, run.run(), because(RunEvents.unlessSaid(run.reason(), "cancelled by " + by))));
  }

  /** What only the program at work knows. */
  private void hub(HubJson hub, List<Sentence> said) {
    String name = conditions.hubs().name(hub);
    if (hub.isSuspended()) {
      said.add(
          Sentence.of(
              Kind.HUB,
              null,
              "The %s is suspended%s. No device is called meanwhile, and none of them fails because of it."
                  .formatted(name, because(hub.reason()))));
      if (hub.nextTry() != null) {
        said.add(
            Sentence.of(
                Kind.NEXT_TURN,
                hub.nextTry(),
                "The %s is tried again at %s."
                    .formatted(name, when(hub.nextTry(), conditions.now()))));
      }
    } else if (hub.quota().speed() < 1) {
      said.add(
          Sentence.of(
              Kind.QUOTA,
              null,
              "The %s has refused requests as too many (429), so it is asked at %.0f %% of the full speed; that recovers within seconds."
                  .formatted(name, 100 * hub.quota().speed())));
    } else if (Math.min(hub.quota().freeCalls(), hub.quota().freeReads()) < NEARLY_NONE) {
      said.add(
          Sentence.of(
              Kind.QUOTA,
              null,
              "The program's share of the hub's quota is in use: %.1f calls a second for all runs together."
                  .formatted(hub.quota().callsPerSecond())));
    }
  }
}
