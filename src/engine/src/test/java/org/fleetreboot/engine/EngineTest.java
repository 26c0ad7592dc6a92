package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void eachDeviceOfAGroupIsCalledOnceAndEndsAsItBehaves() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.LOSES_THE_ANSWER);
    hub.add("pump-3", Behavior.NEVER_RETURNS);
    hub.add("pump-4", Behavior.REJECTS);
    hub.add("pump-5", Behavior.OFFLINE);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(
        GroupOptions.DEFAULT,
        List.of(List.of("pump-1", "pump-2", "pump-3", "pump-4", "pump-5", "pump-6")));

    life.pass(Duration.ofMinutes(12));

    assertThat(life.outcomes())
        .containsOnly(
            entry("pump-1", "confirmed"),
            entry("pump-2", "confirmed"),
            entry("pump-3", "not-confirmed"),
            entry("pump-4", "rejected"),
            entry("pump-5", "offline"),
            entry("pump-6", "failed"));
    assertThat(hub.calls().values()).allMatch(calls -> calls <= 1);
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void theNextGroupBeginsWhenThePreviousOneIsSettled() {
    hub.add("canary", Behavior.REBOOTS);
    hub.add("sensor", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("canary"), List.of("sensor")));

    life.pass(Duration.ofSeconds(2));
    assertThat(hub.calls()).containsEntry("canary", 1).containsEntry("sensor", 0);
    life.pass(Duration.ofSeconds(20));

    assertThat(hub.calls()).containsEntry("sensor", 1);
    assertThat(life.answers).extracting(StepAnswer::result).containsOnly(StepResult.SUCCEEDED);
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void noMoreThanMaxInFlightAreUnderWay() {
    for (int n = 0; n < 25; n++) {
      hub.add("pump-" + n, Behavior.NEVER_RETURNS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(hub.calls().keySet().stream().sorted().toList()));

    life.pass(Duration.ofMinutes(2));

    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
  }

  @Test
  void aBrokenStopRuleSkipsUncalledDevices() {
    for (int n = 10; n < 40; n++) {
      hub.add("pump-" + n, Behavior.REJECTS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    GroupOptions strict =
        GroupOptions.DEFAULT
            .with(Pace.inFlight(new Limit(1, false)))
            .with(StopRule.of(new Limit(2, false), new Limit(100, true), 20));
    life.chain(strict, List.of(hub.calls().keySet().stream().sorted().toList()));

    life.pass(Duration.ofMinutes(1));

    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    assertThat(life.outcomes().values()).filteredOn("skipped"::equals).hasSize(27);
    assertThat(life.answers)
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.result()).isEqualTo(StepResult.FAILED);
              assertThat(answer.reason()).startsWith("maxFailed 2");
            });
  }

  @Test
  void aHubThatRefusesTheCredentialIsSuspendedAndNoDeviceFails() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    hub.break_(new HubTrouble(HubTrouble.Kind.UNAUTHORIZED, "401."));
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1", "pump-2")));

    life.pass(Duration.ofMinutes(5));
    assertThat(life.engine.health("local").isSuspended()).isTrue();
    assertThat(life.outcomes().values()).containsOnly("waiting");
    hub.mend();
    life.pass(Duration.ofMinutes(3));

    assertThat(life.engine.health("local").isSuspended()).isFalse();
    assertThat(life.outcomes().values()).containsOnly("confirmed");
  }

  @Test
  void aCredentialThatMayOnlyReadSuspendsTheHub() {
    for (int n = 10; n < 30; n++) {
      hub.add("pump-" + n, Behavior.REBOOTS);
    }
    hub.breakCalls(new HubTrouble(HubTrouble.Kind.UNAUTHORIZED, "403."));
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(hub.calls().keySet().stream().sorted().toList()));

    life.pass(Duration.ofMinutes(10));
    assertThat(life.engine.health("local").isSuspended()).isTrue();
    // The calls under way, then probes from 2 s to a minute apart.
    assertThat(hub.refusedCalls()).isBetween(10, 30);
    hub.mend();
    life.pass(Duration.ofMinutes(3));

    assertThat(life.engine.health("local").isSuspended()).isFalse();
    assertThat(life.outcomes().values()).containsOnly("confirmed");
  }

  @Test
  void aPercentageInFlightRefersToTheWholeGroup() {
    for (int n = 10; n < 50; n++) {
      hub.add("pump-" + n, Behavior.NEVER_RETURNS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(
        GroupOptions.DEFAULT.with(Pace.inFlight(new Limit(10, true))),
        List.of(hub.calls().keySet().stream().sorted().toList()));

    life.pass(Duration.ofMinutes(1));

    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
  }

  @Test
  void callsStayWithinTheShareOfTheTier() {
    for (int n = 0; n < 200; n++) {
      hub.add("pump-" + n, Behavior.NEVER_RETURNS);
    }
    GroupOptions wide =
        GroupOptions.DEFAULT
            .with(Pace.inFlight(new Limit(1_000, false)))
            .with(
                PollOptions.DEFAULT
                    .with()
                    .firstPoll(Duration.ofSeconds(60))
                    .pollEvery(Duration.ofSeconds(10))
                    .build())
            .with(StopRule.of(new Limit(100, true), new Limit(100, true), 20));
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(wide, List.of(hub.calls().keySet().stream().sorted().toList()));

    // 40 calls/s of one S1 unit, four fifths of them ours: a burst of 8, then 32 a second.
    life.pass(Duration.ofSeconds(4));

    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isBetween(100, 104);
  }

  @Test
  void aFinishedStepIsAnsweredFromTheJournalWhenTheChainReachesItAgain() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    List<List<String>> groups = List.of(List.of("pump-1"), List.of("pump-2"));
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.chain(GroupOptions.DEFAULT, groups);
    first.pass(Duration.ofSeconds(8));
    assertThat(first.answers).hasSize(1);

    Life second = new Life(journal, hub, clock, 2);
    second.chain(GroupOptions.DEFAULT, groups);
    second.pass(Duration.ofSeconds(30));

    assertThat(second.answers).extracting(StepAnswer::replayed).containsExactly(true, false);
    assertThat(hub.calls().values()).containsOnly(1);
    assertThat(second.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aNewStepBeforeTheStartedOnesPausesTheRun() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    first.pass(Duration.ofSeconds(5));

    Life second = new Life(journal, hub, clock, 2);
    var unused =
        second
            .engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var ignored =
                      second.group(run.run(), "another", GroupOptions.DEFAULT, List.of("pump-2"));
                });
    second.pass(Duration.ofSeconds(30));

    assertThat(second.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(second.run().reason()).contains("the chain has changed").contains("group-0");
    assertThat(hub.calls()).containsEntry("pump-2", 0);
  }

  @Test
  void aRunThatStoodStillForLongIsPausedAtTheStart() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life first = new Life(journal, hub, clock, 1);
    first.accept();

    clock.advance(Duration.ofHours(2));
    Life second = new Life(journal, hub, clock, 2);
    second.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    second.pass(Duration.ofSeconds(30));
    assertThat(second.run().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(hub.calls()).containsEntry("pump-1", 0);

    var unused = second.engine.control().resume(Life.RUN, Requester.login("operator"), null);
    second.pass(Duration.ofSeconds(30));
    assertThat(second.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void twoRunsDoNotRebootOneDeviceAtOnce() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "run-2",
                    Life.CHAIN,
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester"))),
        life.drive);
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));

    life.pass(Duration.ofMinutes(5));
    assertThat(hub.calls()).containsEntry("pump-1", 1);
    life.pass(Duration.ofMinutes(10));

    // The first run's reboot is settled, not confirmed: now it is the second run's turn.
    assertThat(hub.calls()).containsEntry("pump-1", 2);
  }

  @Test
  void aCancelEndsUncalledDevicesAndPollsTheOthersToTheEnd() {
    for (int n = 10; n < 30; n++) {
      hub.add("pump-" + n, Behavior.REBOOTS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(hub.calls().keySet().stream().sorted().toList()));
    life.pass(Duration.ofSeconds(2));

    var unused =
        life.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    life.pass(Duration.ofSeconds(30));

    assertThat(life.outcomes().values()).filteredOn("confirmed"::equals).hasSize(10);
    assertThat(life.outcomes().values()).filteredOn("cancelled"::equals).hasSize(10);
    assertThat(life.run().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aSoakCountsFromItsFirstStart() {
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    var unused =
        first
            .engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var ignored =
                      first.engine.steps().soak(run.run(), "settle", Duration.ofSeconds(60));
                });
    first.pass(Duration.ofSeconds(40));

    Life second = new Life(journal, hub, clock, 2);
    var unusedAgain =
        second
            .engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var ignored =
                      second
                          .engine
                          .steps()
                          .soak(run.run(), "settle", Duration.ofSeconds(60))
                          .thenAccept(second.answers::add);
                });
    second.pass(Duration.ofSeconds(19));
    assertThat(second.answers).isEmpty();
    second.pass(Duration.ofSeconds(3));
    assertThat(second.answers).hasSize(1);
  }

  @Test
  void aLongSoakIsNoStandstill() {
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    soak(first);
    first.pass(Duration.ofSeconds(5));

    clock.advance(Duration.ofHours(5));
    Life second = new Life(journal, hub, clock, 2);
    soak(second);
    second.pass(Duration.ofSeconds(5));

    assertThat(second.run().status()).isEqualTo(RunStatus.RUNNING);
  }

  private static void soak(Life life) {
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var ignored = life.engine.steps().soak(run.run(), "settle", Duration.ofHours(6));
                });
  }

  @Test
  void aQueryThatSucceedsEndsTheSuspension() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    AtomicInteger asked = new AtomicInteger();
    HubTrouble refused = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused");
    var unused =
        life.engine
            .steps()
            .group(
                Life.RUN,
                "group-0",
                GroupOptions.DEFAULT,
                null,
                List.of(
                    HubTargets.of(
                        "a query",
                        collector ->
                            asked.incrementAndGet() == 1
                                ? collector
                                    .troubled(refused)
                                    .thenCompose(
                                        again -> {
                                          asked.incrementAndGet();
                                          return collector.add(List.of());
                                        })
                                : collector.add(List.of()))));
    life.drive.settle();
    assertThat(life.engine.health("local").isSuspended()).isTrue();
    life.pass(Duration.ofSeconds(10));

    assertThat(asked).hasValue(2);
    assertThat(life.engine.health("local").isSuspended()).isFalse();
  }
}
