package org.fleetreboot.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunTrigger;

/**
 * The engine with devices that accept every call and come back when a test says so; its time passes
 * when a test says so.
 */
final class FleetByHand implements AutoCloseable {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-29T01:00:00Z"));
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Map<String, Integer> boots = new HashMap<>();
  private final Queue<Turn> turns = new ArrayDeque<>();
  private ManualDrive drive = open();
  private RouteRunner routes = new RouteRunner(drive.engine());

  private ManualDrive open() {
    ManualDrive opened = ManualDrive.open(journal, EngineSettings.of("local"), clock, 1);
    turns.clear();
    var unused = opened.engine().turns().handOver(turns::add);
    return opened;
  }

  /** Routes on the engine, before their start. */
  RouteRunner routes() {
    return routes;
  }

  /** The program ends and starts again, with new routes. */
  RouteRunner restart() {
    routes.close();
    drive.close();
    drive = open();
    drive.settle();
    routes = new RouteRunner(drive.engine());
    return routes;
  }

  /** Begins a group of a new run; goes on while the test lets time pass. */
  void reboot(String run, GroupOptions options, String... devices) {
    begin(run);
    group(run, "pumps", options, List.of(devices))
        .thenRun(
            () -> {
              var unused = drive.engine().runs().end(run, null);
            });
    drive.settle();
  }

  /** Begins a run without a group. */
  void begin(String run) {
    var accepted =
        drive
            .engine()
            .runs()
            .accept(
                new RunRequest(
                    run,
                    "nightly",
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester")));
    drive.settle();
    accepted.toCompletableFuture().join();
  }

  CompletionStage<?> group(String run, String step, GroupOptions options, List<String> ids) {
    ids.forEach(id -> boots.putIfAbsent(id, 0));
    return drive
        .engine()
        .steps()
        .group(
            run,
            step,
            options,
            null,
            List.of(HubTargets.of("list", collector -> collector.add(ids))));
  }

  /** A route adds to what is known of a device. */
  void note(String run, String step, String device, String note) {
    var noted = drive.engine().notes().add(run, step, null, device, note);
    drive.settle();
    noted.toCompletableFuture().join();
  }

  /** The device has rebooted, and reports it. */
  void comesBack(String device) {
    boots.merge(device, 1, Integer::sum);
  }

  void pass(Duration time) {
    for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusSeconds(10)) {
      takeTurns();
      poll();
      drive.advance(Duration.ofSeconds(10));
    }
  }

  private void takeTurns() {
    drive.settle();
    for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
      InvocationIntended intent = answer(drive.engine().turns().intend(turn, read(turn.device())));
      if (intent != null) {
        answer(
            drive
                .engine()
                .turns()
                .answer(turn, intent.invocation(), new InvocationAnswer.Answered(200), null));
      }
      drive.engine().turns().release(turn, null);
      drive.settle();
    }
  }

  private void poll() {
    for (Poll poll : answer(drive.engine().polls().due())) {
      drive.engine().polls().observe(poll, read(poll.device()));
      drive.step();
    }
  }

  private TwinReading read(String device) {
    int boot = boots.getOrDefault(device, 0);
    BootMarker marker = new BootMarker("boot-" + boot, clock.instant(), boot + 1);
    return new TwinReading.Found(marker, true, Map.of());
  }

  private <T> T answer(CompletionStage<T> stage) {
    drive.step();
    return stage.toCompletableFuture().getNow(null);
  }

  @Override
  public void close() {
    routes.close();
    drive.close();
    journal.close();
  }
}
