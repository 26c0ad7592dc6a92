package org.fleetreboot.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunTrigger;

/** One start of the program: an engine, its routes, and a chain of groups, driven by hand. */
final class Life implements AutoCloseable {
  static final String RUN = "run-1";
  static final String CHAIN = "nightly";

  final ManualDrive drive;
  final Engine engine;
  final FakeRoutes routes;
  final List<StepAnswer> answers = new ArrayList<>();
  private final ManualClock clock;
  private final FakeHub hub;

  Life(Journal journal, FakeHub hub, ManualClock clock, long seed) {
    this(journal, hub, clock, seed, EngineSettings.of("local"));
  }

  Life(Journal journal, FakeHub hub, ManualClock clock, long seed, EngineSettings settings) {
    this(ManualDrive.open(journal, settings, clock, seed), hub, clock);
    SnapshotsAgree.in(journal);
  }

  /** One with a journal that cannot be read when the test is over. */
  Life(ManualDrive drive, FakeHub hub, ManualClock clock) {
    this(drive, hub, new FakeRoutes(drive.engine(), hub), clock);
  }

  Life(ManualDrive drive, FakeHub hub, FakeRoutes routes, ManualClock clock) {
    this.clock = clock;
    this.hub = hub;
    this.drive = drive;
    this.engine = drive.engine();
    this.routes = routes;
  }

  void accept() {
    FakeRoutes.answerOf(
        engine
            .runs()
            .accept(
                new RunRequest(
                    RUN, CHAIN, new RunTrigger.CommandLine("start"), Requester.login("tester"))),
        drive);
  }

  /** A chain of groups: each begins when the previous one has answered. */
  void chain(GroupOptions options, List<List<String>> groups) {
    var unused = engine.runs().handOver(CHAIN, run -> step(run.run(), options, groups, 0));
    drive.settle();
  }

  private void step(String run, GroupOptions options, List<List<String>> groups, int n) {
    if (n == groups.size()) {
      var unused = engine.runs().end(run, null);
      return;
    }
    var unused =
        group(run, "group-" + n, options, groups.get(n))
            .thenAccept(
                answer -> {
                  answers.add(answer);
                  step(run, options, groups, n + 1);
                });
  }

  CompletionStage<StepAnswer> group(
      String run, String step, GroupOptions options, List<String> devices) {
    return engine
        .steps()
        .group(
            run,
            step,
            options,
            null,
            List.of(
                new HubTargets(
                    null, "list", collector -> collector.add(devices), hub::disconnected)));
  }

  /** Lets time pass in steps of one second, with turns taken and polls made. */
  void pass(Duration time) {
    pass(time, Duration.ofSeconds(1));
  }

  /** The same in longer steps. */
  void pass(Duration time, Duration step) {
    for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plus(step)) {
      do {
        drive.settle();
      } while (routes.takeTurns(drive));
      routes.poll(drive);
      drive.advance(step);
    }
  }

  Map<String, String> outcomes() {
    Map<String, String> outcomes = new java.util.TreeMap<>();
    engine.view().devices(RUN).forEach(view -> outcomes.put(view.device(), view.status().word()));
    return outcomes;
  }

  RunView run() {
    return java.util.Objects.requireNonNull(engine.view().run(RUN));
  }

  ManualClock clock() {
    return clock;
  }

  @Override
  public void close() {
    drive.close();
  }
}
