package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.DisruptionBudget;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks before a chain continues, and before a device is called. */
class ChecksTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final CheckFinding GO = new CheckFinding.Go();
  private static final CheckFinding NOT_NOW =
      new CheckFinding.NotNow("the line runs", Duration.ofMinutes(5));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<StepAnswer> answers = new ArrayList<>();
  private CheckFinding finding = GO;
  private @Nullable RuntimeException broken;
  private int asked;
  private boolean silent;

  @Test
  void aYesLetsTheChainContinueAtOnce() {
    begin(1).drive.settle();

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aVetoEndsTheStepWithItsReason() {
    finding = new CheckFinding.Veto("audit today");
    begin(1).drive.settle();

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(answers).extracting(StepAnswer::reason).containsExactly("audit today");
  }

  @Test
  void afterNotNowTheCheckIsAskedAgainAtTheNamedTime() {
    finding = NOT_NOW;
    Life life = begin(1);
    life.pass(Duration.ofMinutes(4));
    assertThat(asked).isEqualTo(1);

    finding = GO;
    life.pass(Duration.ofMinutes(2));

    assertThat(asked).isEqualTo(2);
    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aWaitingStepSaysWhy() {
    finding = NOT_NOW;
    Life life = begin(1);
    life.pass(Duration.ofMinutes(4));
    assertThat(life.run().steps()).extracting(StepView::reason).containsExactly("the line runs");
    life.close();

    assertThat(chain(2).run().steps())
        .as("after a restart")
        .extracting(StepView::reason)
        .containsExactly("the line runs");
  }

  @Test
  void theStepFailsIfTheAnswerIsNotNowUntilTheTimeout() {
    finding = NOT_NOW;
    Life life = begin(1);

    life.pass(Duration.ofHours(2));

    assertThat(answers)
        .extracting(StepAnswer::reason)
        .containsExactly("not in time: the line runs");
    assertThat(asked).as("every five minutes, and just before the end").isEqualTo(13);
  }

  @Test
  void theCheckIsAskedOnceMoreBeforeTheTimeoutEvenIfItNamesALaterTime() {
    finding = new CheckFinding.NotNow("the line runs", Duration.ofHours(5));
    Life life = begin(1);
    life.pass(Duration.ofMinutes(59));
    assertThat(answers).isEmpty();

    finding = GO;
    life.pass(Duration.ofMinutes(1));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aSilentEndpointDelaysTheChainNoLongerThanTheTimeout() {
    silent = true;
    Life life = begin(1);

    life.pass(Duration.ofMinutes(61));

    assertThat(answers)
        .extracting(StepAnswer::reason)
        .containsExactly("not in time: the check gave no answer");
  }

  @Test
  void aFailedCheckIsAskedAgain() {
    broken = new IllegalStateException("refused");
    Life life = begin(1);
    life.pass(Duration.ofSeconds(90));
    assertThat(answers).isEmpty();

    broken = null;
    life.pass(Duration.ofMinutes(1));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aRestartAsksAgainAndCountsTheTimeoutFromTheFirstStart() {
    finding = NOT_NOW;
    Life first = begin(1);
    first.pass(Duration.ofMinutes(40));
    first.close();

    Life second = chain(2);
    second.pass(Duration.ofMinutes(25));

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  @Test
  void aFinishedCheckAnswersFromTheJournal() {
    begin(1).close();
    answers.clear();

    chain(2);

    assertThat(answers).extracting(StepAnswer::replayed).containsExactly(true);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void aVetoSkipsTheDeviceUncalled() {
    Life life = group(Duration.ofDays(1));
    Turn turn = life.routes.nextTurn();

    assertThat(said(life, turn, new CheckFinding.Veto("in use"))).isFalse();
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("pump-1", "skipped");
    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  @Test
  void aDeviceThatMayNotBeCalledYetGetsItsTurnAtTheNamedTime() {
    Life life = group(Duration.ofDays(1));

    assertThat(said(life, life.routes.nextTurn(), NOT_NOW)).isFalse();
    life.drive.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(life.routes.waitingTurns()).isZero();
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aDeviceIsSkippedWhenItsCheckSaysNotNowForLongerThanItsGroupWaits() {
    Life life = group(Duration.ofMinutes(12));

    for (int times = 0; times < 3; times++) {
      said(life, life.routes.nextTurn(), NOT_NOW);
      life.drive.advance(Duration.ofMinutes(5));
    }

    assertThat(life.outcomes()).containsEntry("pump-1", "skipped");
    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  @Test
  void aYesStartsTheTimeOfNotNowAnew() {
    Life life = group(Duration.ofMinutes(12));
    said(life, life.routes.nextTurn(), NOT_NOW);
    life.drive.advance(Duration.ofMinutes(5));
    // The check says yes, but the route ends the turn without a call.
    said(life, life.routes.nextTurn(), GO);
    life.drive.advance(Duration.ofMinutes(5));

    said(life, life.routes.nextTurn(), NOT_NOW);

    assertThat(life.outcomes()).containsEntry("pump-1", "waiting");
  }

  @Test
  void aRestartDoesNotStartTheTimeOfNotNowAnew() {
    Life first = group(Duration.ofMinutes(12));
    said(first, first.routes.nextTurn(), NOT_NOW);
    first.drive.advance(Duration.ofMinutes(1));
    first.close();
    clock.advance(Duration.ofMinutes(8));

    Life second = groupChain(new Life(journal, hub, clock, 2), Duration.ofMinutes(12));
    said(second, second.routes.nextTurn(), NOT_NOW);

    assertThat(second.outcomes()).containsEntry("pump-1", "skipped");
  }

  @Test
  void afterARestartOnlyTheCheckCountsForTheTimeOfNotNow() {
    TagPath site = new TagPath("tags.site");
    for (String id : List.of("pump-0", "pump-1")) {
      hub.add(id, Behavior.NEVER_RETURNS);
      hub.tag(id, site, "paris");
    }
    GroupOptions options =
        GroupOptions.DEFAULT
            .with(new DisruptionBudget(null, List.of(new TagDownLimit(site, 1))))
            .with(
                OfflinePolicy.DEFAULT
                    .with()
                    .offline(Offline.FAIL)
                    .waitWithin(Duration.ofMinutes(2))
                    .build());
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.chain(options, List.of(List.of("pump-0", "pump-1")));
    first.pass(Duration.ofMinutes(5));
    first.close();
    hub.behave("pump-0", Behavior.REBOOTS);

    Life second = new Life(journal, hub, clock, 2);
    second.chain(options, List.of(List.of("pump-0", "pump-1")));
    second.drive.settle();
    said(
        second,
        second.routes.nextTurn(),
        new CheckFinding.NotNow("the line runs", Duration.ofMinutes(1)));

    assertThat(second.outcomes()).containsEntry("pump-1", "waiting");
  }

  @Test
  void theChecksOfTwoRunsHaveTimeoutsOfTheirOwn() {
    Life life = group(Duration.ofMinutes(12));
    said(life, life.routes.nextTurn(), NOT_NOW);
    life.drive.advance(Duration.ofMinutes(4));
    var accepted =
        life.engine
            .runs()
            .accept(
                new RunRequest(
                    "run-2",
                    "other",
                    new RunTrigger.CommandLine("start"),
                    Requester.login("tester")));
    assertThat(accepted).isNotNull();
    var unused =
        life.engine
            .runs()
            .handOver(
                "other",
                run ->
                    life.group(
                        run.run(),
                        "group",
                        GroupOptions.DEFAULT.with(
                            OfflinePolicy.DEFAULT
                                .with()
                                .offline(Offline.FAIL)
                                .waitWithin(Duration.ofMinutes(6))
                                .build()),
                        List.of("pump-1")));
    life.drive.settle();

    said(life, life.routes.nextTurn(), NOT_NOW);

    assertThat(life.engine.view().devices("run-2"))
        .extracting(DeviceView::status)
        .containsExactly(DeviceStatus.WAITING);
  }

  @Test
  void aNoteIsRecordedAndChangesNothingElse() {
    Life life = group(Duration.ofDays(1));
    life.pass(Duration.ofMinutes(1));

    var unused = life.engine.notes().add(Life.RUN, "group", null, "pump-1", "4 bar");
    life.drive.settle();

    assertThat(life.engine.view().devices(Life.RUN))
        .extracting(DeviceView::status, DeviceView::detail)
        .containsExactly(tuple(DeviceStatus.CONFIRMED, "4 bar"));
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  private boolean said(Life life, Turn turn, CheckFinding what) {
    boolean go = FakeRoutes.answerOf(life.engine.turns().checked(turn, what), life.drive);
    life.engine.turns().release(turn, null);
    life.drive.settle();
    return go;
  }

  private Life group(Duration waitWithin) {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    return groupChain(life, waitWithin);
  }

  private static Life groupChain(Life life, Duration waitWithin) {
    GroupOptions options =
        GroupOptions.DEFAULT.with(
            OfflinePolicy.DEFAULT.with().offline(Offline.FAIL).waitWithin(waitWithin).build());
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN, run -> life.group(run.run(), "group", options, List.of("pump-1")));
    life.drive.settle();
    return life;
  }

  private Life begin(long seed) {
    Life life = new Life(journal, hub, clock, seed);
    life.accept();
    life.close();
    return chain(seed);
  }

  private Life chain(long seed) {
    Life life = new Life(journal, hub, clock, seed);
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run ->
                    life.engine
                        .steps()
                        .check(run.run(), "may-go-on", Duration.ofHours(1), this::ask)
                        .thenAccept(answers::add));
    life.drive.settle();
    return life;
  }

  private CompletionStage<CheckFinding> ask() {
    asked++;
    if (silent) {
      return new CompletableFuture<>();
    }
    return broken == null
        ? CompletableFuture.completedFuture(finding)
        : CompletableFuture.failedFuture(broken);
  }
}
