package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.Test;

/** Each device that is not called has an outcome too, whenever the group ends. */
class DeviceSkipperTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final GroupOptions NO_FAILURES =
      GroupOptions.DEFAULT.with(StopRule.of(new Limit(0, false), new Limit(100, true), 20));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final Life life = new Life(new InMemoryJournal(clock), hub, clock, 1);

  @Test
  void aTurnWithoutACallAfterTheCancelCancelsItsDevice() {
    hub.add("pump-1", Behavior.REBOOTS);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    Turn turn = life.routes.nextTurn();

    var unused =
        life.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    life.drive.settle();
    life.engine.turns().release(turn, null);
    life.drive.settle();

    assertThat(life.outcomes()).containsOnly(entry("pump-1", "cancelled"));
    assertThat(life.run().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aTurnWithoutACallAfterTheStopRuleBrokeSkipsItsDevice() {
    hub.add("pump-1", Behavior.REJECTS);
    hub.add("pump-2", Behavior.REBOOTS);
    life.accept();
    life.chain(NO_FAILURES, List.of(List.of("pump-1", "pump-2")));
    Turn first = life.routes.nextTurn();
    Turn second = life.routes.nextTurn();

    call(first);
    life.engine.turns().release(second, null);
    life.drive.settle();

    assertThat(life.outcomes())
        .containsOnly(entry("pump-1", "rejected"), entry("pump-2", "skipped"));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @Test
  void aCallProvedUndeliveredAfterTheCancelCancelsItsDevice() {
    hub.add("pump-1", Behavior.REBOOTS);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    Turn turn = life.routes.nextTurn();
    var intent =
        FakeRoutes.answerOf(life.engine.turns().intend(turn, hub.read("pump-1")), life.drive);

    var unused =
        life.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    life.drive.settle();
    var throttled = new InvocationAnswer.NotDelivered(InvocationAnswer.Cause.THROTTLED, "429");
    var unusedAnswer = life.engine.turns().answer(turn, intent.invocation(), throttled, null);
    life.engine.turns().release(turn, null);
    life.drive.settle();

    assertThat(life.outcomes()).containsOnly(entry("pump-1", "cancelled"));
  }

  @Test
  void aCancelDuringCollectionEndsTheKnownDevices() {
    CompletableFuture<Void> pages = collectForEver("pump-1");

    var unused =
        life.engine.control().cancel(Life.RUN, Requester.login("operator"), "wrong night", false);
    life.drive.settle();
    pages.complete(null);
    life.drive.settle();

    assertThat(life.outcomes()).containsOnly(entry("pump-1", "cancelled"));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.CANCELLED);
    assertThat(life.answers.get(0).tally().settled()).isEqualTo(1);
  }

  @Test
  void aCollectionThatFailsHalfwaySkipsTheKnownDevices() {
    CompletableFuture<Void> pages = collectForEver("pump-1");

    pages.completeExceptionally(new IllegalStateException("no such tag"));
    life.drive.settle();

    assertThat(life.outcomes()).containsOnly(entry("pump-1", "skipped"));
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(life.answers.get(0).reason()).contains("no such tag");
  }

  private CompletableFuture<Void> collectForEver(String device) {
    CompletableFuture<Void> pages = new CompletableFuture<>();
    life.accept();
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
                        "list",
                        collector -> collector.add(List.of(device)).thenCompose(nothing -> pages))))
            .thenAccept(life.answers::add);
    life.drive.settle();
    return pages;
  }

  private void call(Turn turn) {
    var intent =
        FakeRoutes.answerOf(life.engine.turns().intend(turn, hub.read(turn.device())), life.drive);
    var unusedAnswer =
        life.engine.turns().answer(turn, intent.invocation(), hub.call(turn.device()), null);
    life.engine.turns().release(turn, null);
    life.drive.settle();
  }
}
