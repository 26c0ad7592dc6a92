package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One run over two hubs: each has its own devices, quota and trouble, and a step is over both. */
@ExtendWith(SnapshotsAgree.class)
class SeveralHubsTest {
  private static final Requester ANNA = Requester.login("anna");
  private static final HubTrouble AWAY = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final Map<String, FakeHub> hubs = new LinkedHashMap<>();
  private final FakeHub north = new FakeHub(clock);
  private final FakeHub south = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<StepAnswer> answers = new ArrayList<>();
  private Life life;

  @BeforeEach
  void start() {
    hubs.put("north", north);
    hubs.put("south", south);
    life = life();
  }

  @Test
  void aStepIsOverWhenItsGroupsOnAllHubsAre() {
    north.add("pump-1", Behavior.REBOOTS);
    north.add("pump-2", Behavior.REBOOTS);
    south.add("pump-1", Behavior.REBOOTS);
    begin(GroupOptions.DEFAULT, List.of("pump-1", "pump-2"), List.of("pump-1"));

    life.pass(Duration.ofMinutes(1));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(answers.get(0).tally().of(Outcome.CONFIRMED)).isEqualTo(3);
    assertThat(north.calls()).containsOnly(entry("pump-1", 1), entry("pump-2", 1));
    assertThat(south.calls()).as("of the same name").containsOnly(entry("pump-1", 1));
    assertThat(life.run().hubs()).containsExactly("north", "south");
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(life.drive.fleet().runs()).as("nothing is kept").isEmpty();
  }

  @Test
  void aHubThatIsDownHoldsUpItsOwnDevicesOnly() {
    north.add("pump-1", Behavior.REBOOTS);
    south.add("valve-1", Behavior.REBOOTS);
    south.break_(AWAY);
    begin(GroupOptions.DEFAULT, List.of("pump-1"), List.of("valve-1"));

    life.pass(Duration.ofMinutes(2));

    assertThat(north.calls()).containsOnly(entry("pump-1", 1));
    assertThat(life.engine.health("north").isSuspended()).isFalse();
    assertThat(life.engine.health("south").trouble()).isEqualTo(AWAY);
    assertThat(answers).isEmpty();

    south.mend();
    life.pass(Duration.ofMinutes(3));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(south.calls()).containsOnly(entry("valve-1", 1));
  }

  @Test
  void aLimitCountsTheDevicesOfAllHubs() {
    List<String> pumps = devices(south, "pump-", Behavior.REBOOTS, 20);
    List<String> valves = devices(north, "valve-", Behavior.REJECTS, 3);
    GroupOptions strict =
        GroupOptions.DEFAULT
            .with(StopRule.of(new Limit(2, false), new Limit(100, true), 20))
            .with(Pace.DEFAULT.with().maxInFlight(new Limit(3, false)).build());
    begin(strict, valves, pumps);

    life.pass(Duration.ofMinutes(2));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(answers.get(0).reason()).contains("maxFailed 2");
    assertThat(answers.get(0).tally().of(Outcome.SKIPPED)).isPositive();
    assertThat(south.calls()).as("calls of the healthy hub").containsValue(0);
  }

  @Test
  void aStepWithoutDevicesOnOneHubIsNotEmpty() {
    south.add("pump-1", Behavior.REBOOTS);
    begin(GroupOptions.DEFAULT, List.of(), List.of("pump-1"));

    life.pass(Duration.ofMinutes(1));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aStepWithoutDevicesOnAllHubsFails() {
    begin(GroupOptions.DEFAULT, List.of(), List.of());

    life.pass(Duration.ofSeconds(5));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(answers.get(0).reason()).startsWith("no device is in the group");
  }

  @Test
  void aStepInWhichNoDeviceOfAnyHubCameBackFails() {
    north.add("pump-1", Behavior.NEVER_RETURNS);
    begin(
        GroupOptions.DEFAULT.with(StopRule.of(new Limit(100, true), new Limit(100, true), 20)),
        List.of("pump-1"),
        List.of());

    life.pass(Duration.ofMinutes(12));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(answers.get(0).reason()).isEqualTo("no device was confirmed");
  }

  @Test
  void theCallsToOneHubCanBeStopped() {
    north.add("pump-1", Behavior.REBOOTS);
    south.add("valve-1", Behavior.REBOOTS);
    FakeRoutes.answerOf(life.engine.control().stopFleet("south", ANNA, "fire"), life.drive);
    begin(GroupOptions.DEFAULT, List.of("pump-1"), List.of("valve-1"));

    life.pass(Duration.ofMinutes(1));

    assertThat(north.calls()).containsOnly(entry("pump-1", 1));
    assertThat(south.calls()).containsOnly(entry("valve-1", 0));

    FakeRoutes.answerOf(life.engine.control().liftStop(null, ANNA, null), life.drive);
    life.pass(Duration.ofMinutes(1));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aRestartContinuesOnEachHubAndCallsNoDeviceTwice() {
    List<String> pumps = devices(north, "pump-", Behavior.REBOOTS, 30);
    List<String> valves = devices(south, "valve-", Behavior.REBOOTS, 30);
    begin(GroupOptions.DEFAULT, pumps, valves);
    life.pass(Duration.ofSeconds(3));
    assertThat(answers).isEmpty();
    life.close();

    life = life();
    begin(GroupOptions.DEFAULT, pumps, valves);
    life.pass(Duration.ofMinutes(3));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(north.calls()).hasSize(30).allSatisfy((device, calls) -> assertThat(calls).isOne());
    assertThat(south.calls()).hasSize(30).allSatisfy((device, calls) -> assertThat(calls).isOne());
  }

  @Test
  void aDeviceIdOnTwoHubsIsSkippedOnlyWithItsHub() {
    north.add("pump-1", Behavior.REBOOTS);
    south.add("pump-1", Behavior.REBOOTS);
    FakeRoutes.answerOf(life.engine.control().stopFleet(null, ANNA, "not yet"), life.drive);
    begin(GroupOptions.DEFAULT, List.of("pump-1"), List.of("pump-1"));

    CompletionStage<Boolean> ambiguous = skip(null);
    life.pass(Duration.ofSeconds(1));
    assertThat(ambiguous.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(ControlRefused.class)
        .withMessageContaining("on each of north and south: name the hub");

    skip("south");
    FakeRoutes.answerOf(life.engine.control().liftStop(null, ANNA, null), life.drive);
    life.pass(Duration.ofMinutes(1));
    assertThat(north.calls()).containsOnly(entry("pump-1", 1));
    assertThat(south.calls()).containsOnly(entry("pump-1", 0));
  }

  @Test
  void aStepKeepsTheHubsThatItBeganOn() {
    north.add("pump-1", Behavior.REBOOTS);
    south.add("pump-1", Behavior.REBOOTS);
    south.break_(AWAY);
    begin(GroupOptions.DEFAULT, List.of("pump-1"), List.of("pump-1"));
    life.pass(Duration.ofSeconds(2));
    life.close();

    life = life();
    begin(GroupOptions.DEFAULT, List.of("pump-1"), null);
    life.pass(Duration.ofSeconds(2));

    assertThat(life.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(life.run().reason()).contains("step all began on north, south and is on north");
    assertThat(life.drive.fleet().run(Life.RUN).state().pause()).isEqualTo(PauseKind.DIVERGED);
  }

  @Test
  void theDevicesThatARunIsSentAreThoseOfTheirHubs() {
    north.add("pump-1", Behavior.REBOOTS);
    south.add("pump-2", Behavior.REBOOTS);
    List<OpenRun> sent = new ArrayList<>();
    var unused = life.engine.runs().handOver(Life.CHAIN, sent::add);
    accept(List.of(new Target("south", "pump-2"), new Target("north", "pump-1")));
    life.drive.settle();

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).targets())
        .containsExactly(new Target("south", "pump-2"), new Target("north", "pump-1"));
  }

  @Test
  void aDeviceWithoutAHubIsRefusedWhereThereAreSeveral() {
    CompletionStage<RunReceipt> receipt = accept(List.of(Target.of("pump-1")));
    life.drive.settle();

    assertThat(receipt.toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(UnknownHub.class)
        .withMessageContaining("Name the hub: this program works with north, south.");
  }

  private static List<String> devices(FakeHub hub, String prefix, Behavior behavior, int count) {
    List<String> ids = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      hub.add(prefix + number, behavior);
      ids.add(prefix + number);
    }
    return ids;
  }

  private CompletionStage<Boolean> skip(@Nullable String hub) {
    return life.engine.control().skip(Life.RUN, hub, "pump-1", ANNA, "broken");
  }

  private CompletionStage<RunReceipt> accept(List<Target> targets) {
    return life.engine
        .runs()
        .accept(
            new RunRequest(Life.RUN, Life.CHAIN, new RunTrigger.CommandLine("start"), ANNA)
                .withTargets(targets));
  }

  /** A chain of one step on both hubs; on the first alone if the second has null. */
  private void begin(GroupOptions options, List<String> ofNorth, @Nullable List<String> ofSouth) {
    List<HubTargets> targets = new ArrayList<>();
    targets.add(targets("north", ofNorth));
    if (ofSouth != null) {
      targets.add(targets("south", ofSouth));
    }
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var unusedAnswer =
                      life.engine
                          .steps()
                          .group(run.run(), "all", options, null, targets)
                          .thenAccept(
                              answer -> {
                                answers.add(answer);
                                var unusedEnd = life.engine.runs().end(run.run(), null);
                              });
                });
    var unusedReceipt = accept(List.of());
    life.drive.settle();
  }

  private HubTargets targets(String hub, List<String> devices) {
    FakeHub devicesOf = Objects.requireNonNull(hubs.get(hub));
    return new HubTargets(
        hub, "list", collector -> collector.add(devices), devicesOf::disconnected);
  }

  private Life life() {
    EngineSettings settings =
        EngineSettings.of(List.of(HubSettings.of("north"), HubSettings.of("south")));
    SnapshotsAgree.in(journal);
    ManualDrive drive = ManualDrive.open(journal, settings, clock, 1);
    return new Life(drive, north, new FakeRoutes(drive.engine(), hubs::get), clock);
  }
}
