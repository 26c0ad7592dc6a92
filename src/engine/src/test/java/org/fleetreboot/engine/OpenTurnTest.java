package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;

/** Turns that end in an unusual order, or never. */
class OpenTurnTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final InvocationAnswer THROTTLED =
      new InvocationAnswer.NotDelivered(InvocationAnswer.Cause.THROTTLED, "429");

  private static final HubTrouble TROUBLE = new HubTrouble(HubTrouble.Kind.THROTTLED, "429");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final Life life = new Life(new InMemoryJournal(clock), hub, clock, 1);

  @Test
  void aCallProvedUndeliveredAfterItsTurnWasReleasedIsRepeated() {
    Turn turn = turnOf("pump-1", Behavior.REBOOTS);
    InvocationIntended intent = intend(turn);

    life.engine.turns().release(turn, null);
    life.drive.settle();
    var unused = life.engine.turns().answer(turn, intent.invocation(), THROTTLED, TROUBLE);
    life.pass(Duration.ofSeconds(30));

    assertThat(hub.calls()).containsEntry("pump-1", 1);
    assertThat(life.outcomes()).containsOnly(entry("pump-1", "confirmed"));
  }

  @Test
  void aCallWhoseAnswerNeverComesCountsAsLost() {
    Turn turn = turnOf("pump-1", Behavior.NEVER_RETURNS);
    intend(turn);

    life.engine.turns().release(turn, null);
    life.pass(Duration.ofMinutes(20));

    assertThat(life.outcomes()).containsOnly(entry("pump-1", "unknown"));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aTurnThatNobodyEndsIsTakenBackAndMaySendNothing() {
    Turn lost = turnOf("pump-1", Behavior.REBOOTS);

    life.drive.advance(Duration.ofMinutes(20));
    life.drive.advance(Duration.ofSeconds(10));
    Turn again = life.routes.nextTurn();

    assertThat(again.device()).isEqualTo("pump-1");
    assertThat(
            FakeRoutes.answerOf(life.engine.turns().intend(lost, hub.read("pump-1")), life.drive))
        .isNull();
    assertThat(intend(again)).isNotNull();
  }

  @Test
  void aTurnOfASettledGroupDoesNotTakeTheDeviceFromAnotherGroup() {
    Turn first = turnOf("pump-1", Behavior.REJECTS);
    begin("run-2");
    begin("run-3");
    InvocationIntended intent = intend(first);
    var unused = life.engine.turns().answer(first, intent.invocation(), hub.call("pump-1"), null);
    life.drive.settle();

    life.engine.turns().release(first, null);
    life.drive.settle();

    assertThat(life.routes.waitingTurns()).isEqualTo(1);
  }

  @Test
  void aDeviceWhoseTwinCannotBeReadRestsBeforeItsNextTurn() {
    Turn turn = turnOf("pump-1", Behavior.REBOOTS);

    life.engine.turns().release(turn, new HubTrouble(HubTrouble.Kind.SERVER_ERROR, "500"));
    life.drive.settle();
    assertThat(life.routes.waitingTurns()).isZero();
    life.drive.advance(Duration.ofSeconds(10));

    assertThat(life.routes.waitingTurns()).isEqualTo(1);
  }

  @Test
  void aDeviceWhoseTurnFailsBecauseOfADefectRestsBeforeItsNextTurn() {
    hub.add("pump-1", Behavior.REBOOTS);
    life.accept();
    GroupOptions sparing = GroupOptions.DEFAULT.with(sparingRecentlyRebooted());
    life.chain(sparing, List.of(List.of("pump-1")));
    // Not a time that a hub would send: adding a day to it overflows.
    TwinReading impossible = new TwinReading.Found(new BootMarker("boot-0", Instant.MAX, 1), true);
    int turns = 0;
    for (int second = 0; second < 60; second++) {
      for (; life.routes.waitingTurns() > 0; turns++) {
        Turn turn = life.routes.nextTurn();
        var intent = life.engine.turns().intend(turn, impossible);
        life.engine.turns().release(turn, null);
        life.drive.settle();
        assertThat(intent.toCompletableFuture()).isCompletedExceptionally();
      }
      life.drive.advance(Duration.ofSeconds(1));
    }

    assertThat(turns).isBetween(2, 10);
  }

  private static CallOptions sparingRecentlyRebooted() {
    return CallOptions.DEFAULT.with().unlessRebootedWithin(Duration.ofDays(1)).build();
  }

  private Turn turnOf(String device, Behavior behavior) {
    hub.add(device, behavior);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of(device)));
    return life.routes.nextTurn();
  }

  private void begin(String run) {
    FakeRoutes.answerOf(
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    run,
                    Life.CHAIN,
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester"))),
        life.drive);
    life.drive.settle();
  }

  private InvocationIntended intend(Turn turn) {
    return FakeRoutes.answerOf(
        life.engine.turns().intend(turn, hub.read(turn.device())), life.drive);
  }
}
