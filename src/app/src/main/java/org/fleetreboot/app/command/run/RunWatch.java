package org.fleetreboot.app.command.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.app.command.option.StopSignal;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.program.SettledDevices;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Progress;
import org.fleetreboot.app.report.ProgressLines;
import org.fleetreboot.app.report.RunEndJson;
import org.fleetreboot.app.report.RunReport;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.report.Waiting;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** Waits for a run, shows its progress, and reports its end. */
public final class RunWatch {
  /** Four times a second: people see no more, and slow connections transmit no more. */
  static final Duration REPAINT = Duration.ofMillis(250);

  /** A clock of seconds is all that moves while nothing happens. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Duration QUIET_AFTER = Duration.ofSeconds(5);

  /** While a run is held its devices are counted, so the pause grows with their number. */
  private static final int DEVICES_PER_PAUSE = 5_000;

  private final ProcessEnvironment environment;
  private final WaitOptions waiting;
  private final SuggestedCommands suggested;
  private final Instant since;
  private final Function<Instant, Progress> lines;

  /** Stops that were already reported, so that each is reported once. */
  private final Set<StopView> announced = new HashSet<>();

  private final Set<StopView> told = new HashSet<>();

  /** Created before the program begins. Lines go to stderr, so that stdout has the result alone. */
  public RunWatch(
      ProcessEnvironment environment, WaitOptions waiting, SuggestedCommands suggested) {
    this(environment, waiting, suggested, since -> new ProgressLines(environment.err(), since));
  }

  /**
   * @param lines the progress where there is no terminal, from that time on
   */
  RunWatch(
      ProcessEnvironment environment,
      WaitOptions waiting,
      SuggestedCommands suggested,
      Function<Instant, Progress> lines) {
    this.environment = environment;
    this.waiting = waiting;
    this.suggested = suggested;
    this.since = environment.clock().instant();
    this.lines = lines;
  }

  /** Reports the stops that are in force when the run begins. */
  void announce(List<StopView> stops) {
    announced.addAll(stops);
    print(stops);
  }

  private void print(List<StopView> stops) {
    Waiting.printStops(
        stops.stream().filter(told::add).toList(), suggested.typed(), environment.err());
  }

  /**
   * Returns the exit code when the run is settled, or when it has waited long enough for a person;
   * also when the program should stop, which leaves the run open. Then the JVM exits with the
   * signal's own code.
   */
  public ExitCode untilSettled(WatchedProgram program, String run, StopSignal stop) {
    Seen seen;
    try (Progress progress =
        ProgressChoice.open(environment, waiting.json(), () -> lines.apply(since))) {
      seen = watch(program, run, stop, progress);
    }
    Snapshot last = seen.last();
    if (last == null || seen.end() == End.STOPPED) {
      // Now, because the JVM does not wait after everything is closed.
      environment.err().println("fleet-reboot: stopped; " + suggested.stopped(run));
      return ExitCode.PAUSED;
    }
    program.awaitResults();
    if (seen.end() == End.ABANDONED) {
      ExitCode code = print(last);
      if (last.isSettled()) {
        return code;
      }
      environment.err().println("fleet-reboot: " + suggested.abandoned(last.run()));
      return ExitCode.PAUSED;
    }
    return finished(last);
  }

  /** Reports how it ended, and returns the exit code. */
  ExitCode finished(Snapshot snapshot) {
    ExitCode code = print(snapshot);
    if (!snapshot.isSettled()) {
      print(snapshot.stops());
      environment.err().println("fleet-reboot: " + left(snapshot));
    }
    return code;
  }

  private String left(Snapshot snapshot) {
    RunView run = snapshot.run();
    if (run.status() == RunStatus.PAUSED) {
      return "no more calls until somebody resumes it: " + suggested.goOn(run);
    }
    return snapshot.stops().stream().anyMatch(stop -> stop.doubt() != null)
        ? "no calls until somebody adopts the journal: " + suggested.adopt(run)
        : suggested.stopped(run.run());
  }

  private ExitCode print(Snapshot snapshot) {
    if (waiting.json()) {
      environment.out().println(Json.line(RunEndJson.of(snapshot.run())));
    } else {
      RunReport.print(
          snapshot.run(),
          snapshot.devices(),
          environment.clock().instant(),
          suggested.typed(),
          environment.out());
    }
    return RunReport.exitCode(snapshot.run(), waiting.required());
  }

  private Seen watch(WatchedProgram program, String run, StopSignal stop, Progress progress) {
    SettledDevices settled = program.settledSince(since);
    PatientLook look = new PatientLook(environment.err());
    @Nullable Instant restingSince = null;
    Instant changed = since;
    boolean isAtRest = false;
    @Nullable Snapshot last = null;
    while (true) {
      // Checked first: a snapshot after its end is complete.
      boolean goesOn = program.goesOn();
      Optional<Snapshot> seen = look.at(() -> program.snapshot(run), Optional.<Snapshot>empty());
      int counted = 0;
      if (seen.isPresent()) {
        changed = last == null || seen.get().differsFrom(last) ? seen.get().now() : changed;
        last = seen.get();
        if (progress.tellsEachDevice()) {
          last =
              last.withSettled(
                  look.at(settled::next, Map.<String, List<DeviceView>>of())
                      .getOrDefault(run, List.of()));
        }
        counted = last.isHeld() || last.needsApproval() ? last.targets() : 0;
        progress.show(last);
        if (last.isSettled()) {
          return new Seen(last, End.SETTLED);
        }
        isAtRest = last.isAtRest();
        if (!isAtRest && !last.waitsForApproval()) {
          restingSince = null;
          progress.say("");
        } else if (restingSince == null) {
          restingSince = environment.clock().instant();
        }
      }
      if (!goesOn) {
        return new Seen(last, End.ABANDONED);
      }
      if (restingSince != null && last != null) {
        Duration patience =
            isAtRest ? waiting.patience(environment) : waiting.patienceForApproval();
        Duration waited = Duration.between(restingSince, environment.clock().instant());
        if (patience != null && waited.compareTo(patience) >= 0) {
          return new Seen(last, End.AT_REST);
        }
        progress.say(isAtRest ? atRest(last) : "");
      }
      Duration pause = isQuiet(changed) ? QUIET : REPAINT;
      if (stop.await(pause.multipliedBy(1 + counted / DEVICES_PER_PAUSE))) {
        return new Seen(last, End.STOPPED);
      }
    }
  }

  private boolean isQuiet(Instant changed) {
    return Duration.between(changed, environment.clock().instant()).compareTo(QUIET_AFTER) > 0;
  }

  private String atRest(Snapshot snapshot) {
    RunView run = snapshot.run();
    if (run.status() == RunStatus.PAUSED) {
      return "run %s is paused; waiting for it. To resume it, type in another terminal: %s"
          .formatted(run.run(), suggested.resume(run));
    }
    told.addAll(snapshot.stops());
    return "waiting for run %s, which calls no device now.%s"
        .formatted(
            run.run(),
            snapshot.stops().stream()
                .filter(stop -> !announced.contains(stop))
                .map(stop -> " " + Waiting.of(stop, suggested.typed()))
                .collect(Collectors.joining()));
  }

  private enum End {
    SETTLED,
    /** The run waited for a person for too long. */
    AT_REST,
    /** Ctrl-C or SIGTERM. */
    STOPPED,
    /** The other program that worked on it has ended. */
    ABANDONED
  }

  /**
   * @param last the last known state of the run; null if there is none
   */
  private record Seen(@Nullable Snapshot last, End end) {}
}
