package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.fleetreboot.workflow.options.Pace;
import org.junit.jupiter.api.Test;

/** The program was down for a short time, in which nobody could be asked. */
class TimeoutAfterRestartTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration AWAY = Duration.ofMinutes(50);
  private static final CheckFinding NOT_NOW =
      new CheckFinding.NotNow("the line runs", Duration.ofMinutes(5));

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T01:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<StepAnswer> answers = new ArrayList<>();

  @Test
  void aCheckThatSaysYesAfterTheRestartLetsTheChainContinue() {
    leave(check(begin(), () -> NOT_NOW));

    check(next(), CheckFinding.Go::new);

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aCheckThatSaysNoAfterTheRestartFailsItsStep() {
    leave(check(begin(), () -> NOT_NOW));

    check(next(), () -> NOT_NOW);

    assertThat(answers)
        .extracting(StepAnswer::result, StepAnswer::reason)
        .containsExactly(tuple(StepResult.FAILED, "not in time: the line runs"));
  }

  @Test
  void aCheckThatKeepsSilentAfterTheRestartHasAMinute() {
    leave(check(begin(), () -> NOT_NOW));

    Life second = next();
    checkBy(second, CompletableFuture::new);
    second.drive.advance(Duration.ofSeconds(59));
    assertThat(answers).isEmpty();

    second.drive.advance(Duration.ofSeconds(1));
    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @Test
  void aCheckIsAskedOnceMoreAfterTheProgramStoodStill() {
    CheckFinding[] says = {NOT_NOW};
    Life life = check(begin(), () -> says[0]);
    life.drive.advance(Duration.ofMinutes(1));
    says[0] = new CheckFinding.Go();

    life.drive.standStill(AWAY);

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aBlockedDeviceIsCalledIfItsPartnerCameBackDuringTheStandstill() {
    hub.add("left", Behavior.REBOOTS);
    hub.add("right", Behavior.REBOOTS);
    hub.disconnect("right");
    Limit one = new Limit(1, false);
    Life life = begin();
    life.chain(
        GroupOptions.DEFAULT
            .with(
                OfflinePolicy.DEFAULT.with().offline(Offline.WAIT).waitWithin(HALF_AN_HOUR).build())
            .with(Pace.inFlight(one).with().maxDown(one).build()),
        List.of(List.of("left", "right")));
    life.pass(Duration.ofMinutes(5));
    assertThat(life.outcomes()).containsEntry("left", "waiting");
    hub.reconnect("right");

    life.drive.standStill(AWAY);
    life.pass(Duration.ofMinutes(5));

    assertThat(life.outcomes().values()).containsOnly("confirmed");
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  /** Whoever may approve knew when the step ends, and could have approved before. */
  @Test
  void anApprovalIsNotExtendedByARestart() {
    Life first = begin();
    approval(first);
    leave(first);

    approval(next());

    assertThat(answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  private Life begin() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    return life;
  }

  private void leave(Life life) {
    life.close();
    clock.advance(AWAY);
  }

  private Life next() {
    return new Life(journal, hub, clock, 2);
  }

  private Life check(Life life, Supplier<CheckFinding> says) {
    return checkBy(life, () -> CompletableFuture.completedFuture(says.get()));
  }

  private Life checkBy(Life life, Supplier<CompletionStage<CheckFinding>> says) {
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run ->
                    life.engine
                        .steps()
                        .check(run.run(), "go", HALF_AN_HOUR, says)
                        .thenAccept(answers::add));
    life.drive.settle();
    return life;
  }

  private void approval(Life life) {
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run ->
                    life.engine
                        .steps()
                        .approval(
                            run.run(), "go", new ApprovalOptions(HALF_AN_HOUR, Set.of(), false))
                        .thenAccept(answers::add));
    life.drive.settle();
  }
}
