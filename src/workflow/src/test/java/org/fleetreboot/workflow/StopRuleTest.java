package org.fleetreboot.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.Nightly.rollout;
import static org.fleetreboot.workflow.Nightly.stoppingAt;
import static org.fleetreboot.workflow.Outcome.CONFIRMED;
import static org.fleetreboot.workflow.Outcome.NOT_CONFIRMED;
import static org.fleetreboot.workflow.Outcome.OFFLINE;
import static org.fleetreboot.workflow.Outcome.REJECTED;
import static org.fleetreboot.workflow.Outcome.SKIPPED;
import static org.fleetreboot.workflow.PumpSeven.NOON;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StopRuleTest {
  private static final RolloutCommand JUDGE = new RolloutCommand.Judge(NOON, true);
  private static final RolloutOptions ABSOLUTE = stoppingAt("0", "2", 20);
  private static final RolloutOptions PERCENT = stoppingAt("5%", "100%", 20);

  @Test
  void anAbsoluteNumberCountsFromTheFirstDevice() {
    RolloutState stopped =
        rollout(ABSOLUTE, 100)
            .and(1, REJECTED)
            .when(JUDGE)
            .then(broken("maxFailed 0: 1 of 1 settled"))
            .state();

    assertThat(stopped.leavesOut()).isTrue();
    assertThat(stopped.mayCall()).isFalse();
  }

  @Test
  void anAbsoluteNumberBearsThatMany() {
    rollout(stoppingAt("2", "100%", 20), 100).and(2, REJECTED).when(JUDGE).thenNothing();
    rollout(stoppingAt("2", "100%", 20), 100)
        .and(3, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 2: 3 of 3 settled"));
  }

  @Test
  void oneOfTwentyIsNotMoreThanFivePercent() {
    rollout(PERCENT, 100).and(19, CONFIRMED).and(1, REJECTED).when(JUDGE).thenNothing();
  }

  @Test
  void twoOfTwentyAre() {
    rollout(PERCENT, 100)
        .and(18, CONFIRMED)
        .and(2, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 5%: 2 of 20 settled"));
  }

  @Test
  void aPercentageOfFewerThanTheSampleStopsNothing() {
    rollout(PERCENT, 100).and(19, REJECTED).when(JUDGE).thenNothing();
    rollout(PERCENT, 100)
        .and(20, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 5%: 20 of 20 settled"));
  }

  @Test
  void aGroupSmallerThanTheSampleIsNeverStoppedByAPercentage() {
    rollout(PERCENT, 19)
        .and(18, REJECTED)
        .and(1, CONFIRMED)
        .when(JUDGE)
        .then(Nightly.succeeded(new Tally(Map.of(REJECTED, 18, CONFIRMED, 1))));
  }

  @Test
  void offlineDevicesHaveALimitOfTheirOwn() {
    rollout(ABSOLUTE, 100).and(2, OFFLINE).when(JUDGE).thenNothing();
    rollout(ABSOLUTE, 100).and(3, OFFLINE).when(JUDGE).then(broken("maxOffline 2: 3 of 3 settled"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "NOT_CONFIRMED", "UNKNOWN", "FAILED"})
  void theseCountAsFailed(Outcome outcome) {
    rollout(ABSOLUTE, 100).and(1, outcome).when(JUDGE).then(broken("maxFailed 0: 1 of 1 settled"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIRMED", "OFFLINE", "SKIPPED", "CANCELLED"})
  void theseDoNot(Outcome outcome) {
    rollout(ABSOLUTE, 100).and(1, outcome).when(JUDGE).thenNothing();
  }

  @Test
  void aRuleIsBrokenOnce() {
    rollout(ABSOLUTE, 100)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 0: 1 of 1 settled"))
        .and(1, NOT_CONFIRMED)
        .when(JUDGE)
        .thenNothing();
  }

  @Test
  void aStoppedRolloutFailsWithTheRuleOnceAllAreSettled() {
    String rule = "maxFailed 0: 1 of 2 settled";
    Tally tally = new Tally(Map.of(CONFIRMED, 2, REJECTED, 1, SKIPPED, 7));
    rollout(ABSOLUTE, 10)
        .and(1, CONFIRMED)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken(rule))
        .and(1, CONFIRMED)
        .and(6, SKIPPED)
        .when(JUDGE)
        .thenNothing();
    rollout(ABSOLUTE, 10)
        .and(1, CONFIRMED)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken(rule))
        .and(1, CONFIRMED)
        .and(7, SKIPPED)
        .when(JUDGE)
        .then(Nightly.settled(StepResult.FAILED, tally, rule));
  }

  @Test
  void aRuleBrokenByTheLastDeviceFailsTheGroupToo() {
    String rule = "maxFailed 0: 1 of 2 settled";
    Tally tally = new Tally(Map.of(CONFIRMED, 1, REJECTED, 1));
    rollout(ABSOLUTE, 2)
        .and(1, CONFIRMED)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken(rule), Nightly.settled(StepResult.FAILED, tally, rule));
  }

  @Test
  void aRuleIsJudgedWhileTheGroupIsPaused() {
    rollout(ABSOLUTE, 100)
        .when(new RolloutCommand.Pause(NOON, "ada", "lunch"))
        .then(new RolloutEvent.RolloutPaused(NOON, "ada", "lunch"))
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 0: 1 of 1 settled"));
  }

  @Test
  void aCancelledRolloutBreaksNoRule() {
    rollout(ABSOLUTE, 100)
        .when(new RolloutCommand.Cancel(NOON, "ada", "wrong ring", false))
        .then(new RolloutEvent.RolloutCancelled(NOON, "ada", "wrong ring", false))
        .and(1, REJECTED)
        .when(JUDGE)
        .thenNothing();
  }

  private static RolloutEvent broken(String rule) {
    return new RolloutEvent.StopRuleBroken(NOON, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, maxRejected 1: 2 of 2 settled",
    "NOT_CONFIRMED, maxNotConfirmed 2: 3 of 3 settled",
    "UNKNOWN, maxUnknown 3: 4 of 4 settled"
  })
  void anOutcomeMayHaveALimitOfItsOwn(Outcome outcome, String rule) {
    StopRule each =
        new StopRule(
            new Limit(100, true),
            new Limit(100, true),
            new Limit(1, false),
            new Limit(2, false),
            new Limit(3, false),
            20);
    Tally tally = Tally.EMPTY;
    while (each.brokenBy(tally) == null) {
      tally = tally.plus(outcome);
    }
    assertThat(each.brokenBy(tally)).isEqualTo(rule);
  }
}
