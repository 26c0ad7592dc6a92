package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.SnapshotCheck;
import org.fleetreboot.engine.state.SnapshotRebuild;
import org.fleetreboot.journal.OpenStreams;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.RestingDevice;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the memory, what a start reads, and what happens to snapshots that are no good. */
class SnapshotsTest {
  private static final String HUB = StreamId.partitionOf("local");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private int runs;

  @Test
  void nothingOfARunThatIsOverStaysInMemoryOrOpen() {
    addPumps(Behavior.REBOOTS);
    Life life = start();
    night(life, GroupOptions.DEFAULT);

    assertThat(life.drive.fleet().hub(null).devices()).isEmpty();
    assertThat(life.drive.fleet().runs()).isEmpty();
    assertThat(openStreams()).isEmpty();
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @Test
  void aDeviceThatIsWatchedAfterItsRunStaysUntilItIsAtRest() {
    addPumps(Behavior.REBOOTS);
    hub.behave("pump-1", Behavior.NEVER_RETURNS);
    Life life = start();
    night(life, GroupOptions.DEFAULT);
    assertThat(openStreams()).containsExactly("device/local/pump-1");
    assertThat(life.drive.fleet().hub(null).devices())
        .extracting(device -> device.id)
        .containsExactly("pump-1");

    hub.reboot("pump-1");
    life.pass(Duration.ofMinutes(20));

    assertThat(openStreams()).isEmpty();
    assertThat(life.drive.fleet().hub(null).devices()).isEmpty();
  }

  @Test
  void aDeviceThatNeverCameBackLeavesWhenItIsWatchedNoLonger() {
    addPumps(Behavior.NEVER_RETURNS);
    Life life = start();
    night(life, GroupOptions.DEFAULT);
    assertThat(life.drive.fleet().hub(null).devices()).hasSize(3);

    for (int hour = 0; hour < 30; hour++) {
      life.drive.advance(Duration.ofHours(1));
      life.routes.poll(life.drive);
      life.drive.settle();
    }

    assertThat(life.drive.fleet().hub(null).devices()).isEmpty();
    assertThat(life.drive.fleet().hub(null).down().all()).isEmpty();
    assertThat(openStreams()).isEmpty();
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @Test
  void aDeviceOfAnotherOpenRunStays() {
    addPumps(Behavior.REBOOTS);
    Life life = start();
    run(life, "other");
    var unused =
        life.engine
            .steps()
            .group(
                "other",
                "later",
                GroupOptions.DEFAULT,
                null,
                List.of(
                    HubTargets.of(
                        "list",
                        collector ->
                            collector
                                .add(List.of("pump-1"))
                                .thenCompose(added -> new CompletableFuture<>()))));
    life.drive.settle();
    night(life, GroupOptions.DEFAULT);

    assertThat(life.drive.fleet().hub(null).devices())
        .extracting(device -> device.id)
        .containsExactly("pump-1");
    assertThat(openStreams()).contains("run/other", "group/other/later/local");
  }

  @Test
  void theNextStartFoldsNothingOfThePast() {
    addPumps(Behavior.REBOOTS);
    Life life = start();
    for (int i = 0; i < 3; i++) {
      night(life, GroupOptions.DEFAULT);
    }

    Life second = start();
    assertThat(second.drive.fleet().hub(null).devices()).isEmpty();
    assertThat(second.drive.fleet().runs()).isEmpty();
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  @Test
  void theRulesKnowThePastOfADeviceThatHadLeft() {
    addPumps(Behavior.REJECTS);
    Life life = start();
    night(life, GroupOptions.DEFAULT);
    night(life, GroupOptions.DEFAULT);

    LiveDevice pump = Objects.requireNonNull(start().drive.fleet().hub(null).knownDevice("pump-1"));
    assertThat(pump.state().past().failures().runs()).isEqualTo(2);
  }

  @Test
  void aNoteAboutADeviceAtRestClosesItsStreamAgain() {
    addPumps(Behavior.REBOOTS);
    Life life = start();
    String run = night(life, GroupOptions.DEFAULT);

    var noted = life.engine.notes().add(run, "group-0", null, "pump-1", "works");
    life.drive.settle();

    assertThat(noted).isCompleted();
    assertThat(openStreams()).isEmpty();
    assertThat(life.drive.fleet().hub(null).devices()).isEmpty();
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  @Test
  void anOldRunIsStillKnownByItsId() {
    addPumps(Behavior.REBOOTS);
    String run = night(start(), GroupOptions.DEFAULT);

    Life second = start();
    var again = second.engine.runs().accept(request(run));
    second.drive.settle();

    assertThat(again).isCompletedWithValueMatching(receipt -> !receipt.isNew());
    assertThat(second.drive.fleet().runs()).isEmpty();
  }

  @Test
  void snapshotsOfAnotherFormatAreThrownAwayAndMadeAnew() {
    addPumps(Behavior.REBOOTS);
    night(start(), GroupOptions.DEFAULT);
    journal.discardSnapshots(StateCodec.FORMAT + 1).join();

    Life second = start();
    assertThat(journal.snapshots().format()).isEqualTo(StateCodec.FORMAT);
    assertThat(second.drive.fleet().hub(null).devices()).as("folded from the events").hasSize(3);
    second.drive.settle();

    assertThat(openStreams()).isEmpty();
    assertThat(second.drive.fleet().hub(null).devices()).isEmpty();
  }

  @Test
  void aRebuildMakesTheSameSnapshots() {
    addPumps(Behavior.REBOOTS);
    hub.behave("pump-2", Behavior.REJECTS);
    Life life = start();
    night(life, GroupOptions.DEFAULT);
    night(life, GroupOptions.DEFAULT);
    Set<Snapshot> before = snapshots();

    SnapshotRebuild.refold(journal, FoldProgress.NONE);
    SnapshotRebuild.complete(journal, FoldProgress.NONE, clock.instant());

    assertThat(snapshots()).isEqualTo(before).hasSize(3 + 2 + 2);
    SnapshotRebuild.complete(journal, FoldProgress.NONE, clock.instant());
    assertThat(snapshots()).isEqualTo(before);
    assertThat(faults()).isEmpty();
  }

  @Test
  void theCheckNamesEachSnapshotThatIsNotTheFoldOfItsStream() {
    addPumps(Behavior.REBOOTS);
    Life life = start();
    String run = night(life, GroupOptions.DEFAULT);
    assertThat(faults()).isEmpty();

    Map<StreamId, Snapshot> current =
        journal.snapshots().of(List.of(pump(1), pump(2), StreamId.run(run))).current();
    Snapshot one = Objects.requireNonNull(current.get(pump(1)));
    Snapshot two = Objects.requireNonNull(current.get(pump(2)));
    RestingDevice unknown = new RestingDevice(RebootState.INITIAL, null);
    Snapshot other = new StateCodec().encode(pump(2), two.version(), unknown);
    journal.saveSnapshots(List.of(other)).join();
    journal.saveSnapshots(List.of(new Snapshot(pump(1), one.version(), garbage()))).join();

    assertThat(faults())
        .containsExactlyInAnyOrder(
            "the snapshot of device/local/pump-1 is damaged",
            "the snapshot of device/local/pump-2 differs from the fold of its events");
    SnapshotRebuild.refold(journal, FoldProgress.NONE);
    SnapshotRebuild.complete(journal, FoldProgress.NONE, clock.instant());
    assertThat(faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void damagedAndDiscardedSnapshotsChangeNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 1; i <= 8; i++) {
      hub.add("pump-" + i, Behavior.REBOOTS);
    }
    Behavior[] behaviors = {
      Behavior.REBOOTS, Behavior.REBOOTS, Behavior.NEVER_RETURNS, Behavior.REJECTS, Behavior.OFFLINE
    };
    Life life = start();
    for (int night = 0; night < 12; night++) {
      hub.behave("pump-" + (1 + random.nextInt(8)), behaviors[random.nextInt(behaviors.length)]);
      List<String> group = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        if (random.nextInt(3) > 0) {
          group.add("pump-" + i);
        }
      }
      night(life, GroupOptions.DEFAULT, group);
      List<Snapshot> saved = List.copyOf(snapshots());
      switch (random.nextInt(4)) {
        case 0 -> journal.discardSnapshots(random.nextInt(3)).join();
        case 1 -> {
          Snapshot victim = saved.get(random.nextInt(saved.size()));
          journal
              .saveSnapshots(List.of(new Snapshot(victim.stream(), victim.version(), garbage())))
              .join();
        }
        default -> {}
      }
      if (random.nextBoolean()) {
        life = start();
      }
      assertThat(Replay.states(life.drive.fleet(), journal))
          .as("seed %d night %d", seed, night)
          .isEqualTo(Replay.of(journal));
    }
  }

  private void addPumps(Behavior behavior) {
    for (int i = 1; i <= 3; i++) {
      hub.add("pump-" + i, behavior);
    }
  }

  private static StreamId pump(int n) {
    return StreamId.device("local", "pump-" + n);
  }

  private Life start() {
    return new Life(journal, hub, clock, 7);
  }

  private String night(Life life, GroupOptions options) {
    return night(life, options, List.of("pump-1", "pump-2", "pump-3"));
  }

  private String night(Life life, GroupOptions options, List<String> group) {
    String run = "night-" + ++runs;
    run(life, run);
    var unused =
        life.group(run, "group-0", options, group)
            .thenAccept(
                answer -> {
                  var unusedEnd = life.engine.runs().end(run, null);
                });
    life.pass(Duration.ofMinutes(25));
    LiveRun ended = life.drive.fleet().acceptedRun(run);
    assertThat(ended.isOver()).as(run + " is over").isTrue();
    return run;
  }

  private static void run(Life life, String run) {
    var unused = life.engine.runs().accept(request(run));
    life.drive.settle();
  }

  private static RunRequest request(String run) {
    return new RunRequest(
        run, Life.CHAIN, new RunTrigger.CommandLine("start"), Requester.login("tester"));
  }

  private static byte[] garbage() {
    return "not a state".getBytes(StandardCharsets.UTF_8);
  }

  private Set<Snapshot> snapshots() {
    Set<Snapshot> all = new HashSet<>();
    journal.snapshots().readAll(all::add);
    return all;
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    new SnapshotCheck(journal).run(FoldProgress.NONE, faults::add);
    return faults;
  }

  private Set<String> openStreams() {
    Set<String> open = new HashSet<>();
    for (String partition : List.of(StreamId.RUNS, HUB)) {
      journal
          .snapshots()
          .readOpen(
              partition,
              new OpenStreams() {
                @Override
                public void base(Snapshot snapshot) {
                  open.add(snapshot.stream().name());
                }

                @Override
                public void event(RecordedEvent event) {
                  open.add(event.stream().name());
                }
              });
    }
    return open;
  }
}
