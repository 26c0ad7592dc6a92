package org.fleetreboot.workflow.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.Outcome.CONFIRMED;
import static org.fleetreboot.workflow.Outcome.NOT_CONFIRMED;
import static org.fleetreboot.workflow.Outcome.OFFLINE;
import static org.fleetreboot.workflow.Outcome.REJECTED;
import static org.fleetreboot.workflow.Outcome.SKIPPED;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.group.Nightly.group;
import static org.fleetreboot.workflow.group.Nightly.stoppingAt;

import java.util.Map;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.StopRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StopRuleTest {
  private static final GroupCommand JUDGE = new GroupCommand.Judge(NOON, true);
  private static final GroupOptions ABSOLUTE = stoppingAt("0", "2", 20);
  private static final GroupOptions PERCENT = stoppingAt("5%", "100%", 20);

  @Test
  void anAbsoluteNumberCountsFromTheFirstDevice() {
    GroupState stopped =
        group(ABSOLUTE, 100)
            .and(1, REJECTED)
            .when(JUDGE)
            .then(broken("maxFailed 0: 1 of 1 settled"))
            .state();

    assertThat(stopped.isEnding()).isTrue();
    assertThat(stopped.mayCall()).isFalse();
  }

  @Test
  void anAbsoluteNumberAllowsThatMany() {
    group(stoppingAt("2", "100%", 20), 100).and(2, REJECTED).when(JUDGE).thenNothing();
    group(stoppingAt("2", "100%", 20), 100)
        .and(3, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 2: 3 of 3 settled"));
  }

  @Test
  void oneOfTwentyIsNotMoreThanFivePercent() {
    group(PERCENT, 100).and(19, CONFIRMED).and(1, REJECTED).when(JUDGE).thenNothing();
  }

  @Test
  void twoOfTwentyAreMoreThanFivePercent() {
    group(PERCENT, 100)
        .and(18, CONFIRMED)
        .and(2, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 5%: 2 of 20 settled"));
  }

  @Test
  void aPercentageStopsALargeGroupOnlyOnceTheSampleIsSettled() {
    group(PERCENT, 100).and(19, REJECTED).when(JUDGE).thenNothing();
    group(PERCENT, 100)
        .and(20, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 5%: 20 of 20 settled"));
  }

  @Test
  void aLargeGroupIsJudgedAtItsEndByTheShareOfAll() {
    Tally borne = new Tally(Map.of(REJECTED, 2, CONFIRMED, 38));
    group(PERCENT, 40)
        .and(38, CONFIRMED)
        .and(2, REJECTED)
        .when(JUDGE)
        .then(Nightly.succeeded(borne));
    String rule = "maxFailed 5%: 3 of 40 settled";
    group(PERCENT, 40)
        .and(37, CONFIRMED)
        .and(3, REJECTED)
        .when(JUDGE)
        .then(
            broken(rule),
            Nightly.settled(
                StepResult.FAILED, new Tally(Map.of(REJECTED, 3, CONFIRMED, 37)), rule));
  }

  @Test
  void zeroPercentStopsAGroupOfAnySizeAtItsFirstFailure() {
    GroupOptions none = stoppingAt("0%", "100%", 20);
    group(none, 10).and(1, REJECTED).when(JUDGE).then(broken("maxFailed 0%: 1 of 1 settled"));
    group(none, 500).and(1, REJECTED).when(JUDGE).then(broken("maxFailed 0%: 1 of 1 settled"));
  }

  @Test
  void aSmallGroupAllowsOneFailureAndStopsAtTheNext() {
    group(PERCENT, 19).and(1, REJECTED).when(JUDGE).thenNothing();
    group(PERCENT, 19).and(2, REJECTED).when(JUDGE).then(broken("maxFailed 5%: 2 of 2 settled"));
    group(PERCENT, 3)
        .and(1, REJECTED)
        .and(1, OFFLINE)
        .and(1, CONFIRMED)
        .when(JUDGE)
        .then(Nightly.succeeded(new Tally(Map.of(REJECTED, 1, OFFLINE, 1, CONFIRMED, 1))));
  }

  @Test
  void aSmallGroupAllowsItsShareIfThatIsMoreThanOne() {
    GroupOptions half = stoppingAt("50%", "100%", 20);
    group(half, 10).and(5, REJECTED).when(JUDGE).thenNothing();
    group(half, 10).and(6, REJECTED).when(JUDGE).then(broken("maxFailed 50%: 6 of 6 settled"));
  }

  @Test
  void aSmallGroupWithoutAConfirmedDeviceFails() {
    group(PERCENT, 1)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(
            Nightly.settled(
                StepResult.FAILED, new Tally(Map.of(REJECTED, 1)), "no device was confirmed"));
  }

  @Test
  void offlineDevicesHaveTheirOwnLimit() {
    group(ABSOLUTE, 100).and(2, OFFLINE).when(JUDGE).thenNothing();
    group(ABSOLUTE, 100).and(3, OFFLINE).when(JUDGE).then(broken("maxOffline 2: 3 of 3 settled"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "NOT_CONFIRMED", "UNKNOWN", "FAILED"})
  void theseCountAsFailed(Outcome outcome) {
    group(ABSOLUTE, 100).and(1, outcome).when(JUDGE).then(broken("maxFailed 0: 1 of 1 settled"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIRMED", "OFFLINE", "SKIPPED", "CANCELLED"})
  void theseDoNotCountAsFailed(Outcome outcome) {
    group(ABSOLUTE, 100).and(1, outcome).when(JUDGE).thenNothing();
  }

  @Test
  void aRuleIsBrokenOnce() {
    group(ABSOLUTE, 100)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 0: 1 of 1 settled"))
        .and(1, NOT_CONFIRMED)
        .when(JUDGE)
        .thenNothing();
  }

  @Test
  void aStoppedGroupFailsWithTheRuleOnceAllAreSettled() {
    String rule = "maxFailed 0: 1 of 2 settled";
    Tally tally = new Tally(Map.of(CONFIRMED, 2, REJECTED, 1, SKIPPED, 7));
    group(ABSOLUTE, 10)
        .and(1, CONFIRMED)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken(rule))
        .and(1, CONFIRMED)
        .and(6, SKIPPED)
        .when(JUDGE)
        .thenNothing();
    group(ABSOLUTE, 10)
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
    group(ABSOLUTE, 2)
        .and(1, CONFIRMED)
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken(rule), Nightly.settled(StepResult.FAILED, tally, rule));
  }

  @Test
  void aRuleIsJudgedWhileTheGroupIsPaused() {
    group(ABSOLUTE, 100)
        .when(new GroupCommand.Pause(NOON, Requester.login("ada"), "lunch"))
        .then(new GroupEvent.GroupPaused(NOON, Requester.login("ada"), "lunch"))
        .and(1, REJECTED)
        .when(JUDGE)
        .then(broken("maxFailed 0: 1 of 1 settled"));
  }

  @Test
  void aCancelledGroupBreaksNoRule() {
    group(ABSOLUTE, 100)
        .when(new GroupCommand.Cancel(NOON, Requester.login("ada"), "wrong ring", false))
        .then(new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "wrong ring", false))
        .and(1, REJECTED)
        .when(JUDGE)
        .thenNothing();
  }

  private static GroupEvent broken(String rule) {
    return new GroupEvent.StopRuleBroken(NOON, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, maxRejected 1: 2 of 2 settled",
    "NOT_CONFIRMED, maxNotConfirmed 2: 3 of 3 settled",
    "UNKNOWN, maxUnknown 3: 4 of 4 settled"
  })
  void anOutcomeMayHaveItsOwnLimit(Outcome outcome, String rule) {
    StopRule each =
        StopRule.DEFAULT
            .with()
            .maxFailed(new Limit(100, true))
            .maxOffline(new Limit(100, true))
            .maxRejected(new Limit(1, false))
            .maxNotConfirmed(new Limit(2, false))
            .maxUnknown(new Limit(3, false))
            .build();
    Tally tally = Tally.EMPTY;
    while (each.brokenBy(tally, 9) == null) {
      tally = tally.plus(outcome);
    }
    assertThat(each.brokenBy(tally, 9)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, maxRejected",
    "NOT_CONFIRMED, maxNotConfirmed",
    "UNKNOWN, maxUnknown",
    "OFFLINE, maxOffline"
  })
  void aPercentageMeansTheSameForEachOutcome(Outcome outcome, String name) {
    Limit tenth = new Limit(10, true);
    StopRule each =
        StopRule.DEFAULT
            .with()
            .maxFailed(new Limit(100, true))
            .maxOffline(tenth)
            .maxRejected(tenth)
            .maxNotConfirmed(tenth)
            .maxUnknown(tenth)
            .build();
    assertThat(each.brokenBy(new Tally(Map.of(outcome, 1)), 5)).isNull();
    assertThat(each.brokenBy(new Tally(Map.of(outcome, 2)), 5))
        .isEqualTo(name + " 10%: 2 of 2 settled");
  }
}
