package org.fleetreboot.workflow.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.Outcome.CANCELLED;
import static org.fleetreboot.workflow.Outcome.CONFIRMED;
import static org.fleetreboot.workflow.Outcome.SKIPPED;
import static org.fleetreboot.workflow.device.RebootFixture.CANARY;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.group.GroupSpecification.given;
import static org.fleetreboot.workflow.group.Nightly.added;
import static org.fleetreboot.workflow.group.Nightly.frozen;
import static org.fleetreboot.workflow.group.Nightly.group;
import static org.fleetreboot.workflow.group.Nightly.pumps;
import static org.fleetreboot.workflow.group.Nightly.settled;
import static org.fleetreboot.workflow.group.Nightly.started;
import static org.fleetreboot.workflow.group.Nightly.succeeded;

import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.GroupState.Phase;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;

class GroupTest {
  private static final GroupOptions USUAL = GroupOptions.DEFAULT;
  private static final GroupCommand JUDGE = new GroupCommand.Judge(NOON, true);
  private static final GroupCommand PAUSE =
      new GroupCommand.Pause(NOON, Requester.login("ada"), "lunch");
  private static final GroupCommand RESUME =
      new GroupCommand.Resume(NOON, Requester.login("ada"), null);
  private static final GroupCommand CANCEL =
      new GroupCommand.Cancel(NOON, Requester.login("ada"), "wrong ring", false);
  private static final GroupEvent PAUSED =
      new GroupEvent.GroupPaused(NOON, Requester.login("ada"), "lunch");
  private static final GroupEvent RESUMED =
      new GroupEvent.GroupResumed(NOON, Requester.login("ada"), null);
  private static final GroupEvent CANCELLED_BY_ADA =
      new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "wrong ring", false);

  // Its devices

  @Test
  void itKeepsTheOptionsItStartedWith() {
    GroupCommand start = new GroupCommand.Start("nightly-1", "canary", NOON, "list", USUAL, false);
    given().when(start).then(started(USUAL));
    given(started(GroupOptions.DEFAULT.with().allowEmpty(true).build())).when(start).thenNothing();
  }

  @Test
  void devicesAreAddedInChunksOfAThousand() {
    List<String> pumps = pumps(2001);
    given(started(USUAL))
        .when(add(pumps, true))
        .then(
            new GroupEvent.TargetsAdded(NOON, pumps.subList(0, 1000)),
            new GroupEvent.TargetsAdded(NOON, pumps.subList(1000, 2000)),
            new GroupEvent.TargetsAdded(NOON, pumps.subList(2000, 2001)),
            frozen(2001));
  }

  @Test
  void aThousandDevicesAreOneChunk() {
    given(started(USUAL)).when(add(pumps(1000), false)).then(added(1000));
  }

  @Test
  void noDevicesMeanNoEvent() {
    given(started(USUAL)).when(add(List.of(), false)).thenNothing();
  }

  @Test
  void aDeviceNamedTwiceIsAddedOnce() {
    given(started(USUAL))
        .when(add(List.of("pump-1", "pump-2", "pump-1"), true))
        .then(added(2), frozen(2));
  }

  @Test
  void itCallsOnlyOnceAllDevicesAreKnown() {
    assertThat(given(started(USUAL), added(3)).state().mayCall()).isFalse();
    GroupState frozen = given(started(USUAL), added(3), frozen(3)).state();
    assertThat(frozen.mayCall()).isTrue();
    assertThat(frozen.targets()).isEqualTo(3);
    assertThat(frozen.isEnding()).isFalse();
  }

  @Test
  void noDeviceJoinsLater() {
    group(USUAL, 3).when(add(pumps(9), true)).thenNothing();
  }

  @Test
  void devicesJoinAGroupThatFollowsUntilNoMoreCan() {
    GroupOptions follow = USUAL.with(GroupOptions.Membership.FOLLOW);
    GroupEvent late = new GroupEvent.TargetsAdded(NOON, List.of("late"));
    GroupCommand judgeIncomplete = new GroupCommand.Judge(NOON, false);

    given(started(follow), added(1), frozen(1)).when(add(List.of("late"), false)).then(late);
    given(started(follow), added(1), frozen(1))
        .and(1, CONFIRMED)
        .when(judgeIncomplete)
        .thenNothing();
    given(started(follow), added(1), frozen(1))
        .and(1, CONFIRMED)
        .when(JUDGE)
        .then(succeeded(new Tally(Map.of(CONFIRMED, 1))));
  }

  @Test
  void aGroupWithoutDevicesFails() {
    given(started(USUAL))
        .when(add(List.of(), true))
        .then(
            frozen(0),
            settled(
                StepResult.FAILED,
                Tally.EMPTY,
                "no device is in the group: correct its query or list, or set allowEmpty"));
  }

  @Test
  void aGroupWithoutDevicesSucceedsIfItMayBeEmpty() {
    given(started(GroupOptions.DEFAULT.with().allowEmpty(true).build()))
        .when(add(List.of(), true))
        .then(frozen(0), succeeded(Tally.EMPTY));
  }

  @Test
  void aGroupWhoseDevicesCameEarlierIsNotEmpty() {
    given(started(USUAL), added(3)).when(add(List.of(), true)).then(frozen(3));
  }

  @Test
  void aGroupWhoseDevicesCannotBeCollectedFails() {
    GroupCommand fail = new GroupCommand.Fail(NOON, "no such tag");
    given(started(USUAL))
        .when(fail)
        .then(
            new GroupEvent.StopRuleBroken(NOON, "no such tag"),
            settled(StepResult.FAILED, Tally.EMPTY, "no such tag"));
    group(USUAL, 3).when(fail).thenNothing();
    given().when(fail).thenNothing();
  }

  @Test
  void aGroupWhoseDevicesCannotAllBeCollectedSkipsTheKnownOnes() {
    given(started(USUAL), added(3))
        .when(new GroupCommand.Fail(NOON, "no such tag"))
        .then(frozen(3), new GroupEvent.StopRuleBroken(NOON, "no such tag"))
        .and(3, SKIPPED)
        .when(JUDGE)
        .then(settled(StepResult.FAILED, new Tally(Map.of(SKIPPED, 3)), "no such tag"));
  }

  // Its end

  @Test
  void itSucceedsWhenAllAreSettledAndOneIsConfirmed() {
    group(USUAL, 3)
        .and(1, CONFIRMED)
        .and(2, SKIPPED)
        .when(JUDGE)
        .then(succeeded(new Tally(Map.of(CONFIRMED, 1, SKIPPED, 2))));
  }

  @Test
  void itIsNotSettledBeforeEachDeviceIs() {
    group(USUAL, 3).and(2, CONFIRMED).when(JUDGE).thenNothing();
  }

  @Test
  void withoutAConfirmedDeviceItNeverSucceeds() {
    group(GroupOptions.DEFAULT.with().allowEmpty(true).build(), 3)
        .and(3, SKIPPED)
        .when(JUDGE)
        .then(settled(StepResult.FAILED, new Tally(Map.of(SKIPPED, 3)), "no device was confirmed"));
  }

  @Test
  void itIsSettledOnce() {
    GroupSpecification settled =
        group(USUAL, 1)
            .and(1, CONFIRMED)
            .when(JUDGE)
            .then(succeeded(new Tally(Map.of(CONFIRMED, 1))));
    settled.when(JUDGE).thenNothing();
    settled.when(PAUSE).thenNothing();
    settled.when(RESUME).thenNothing();
    settled.when(CANCEL).thenNothing();
    settled.when(add(pumps(1), true)).thenNothing();
    assertThat(settled.state().mayCall()).isFalse();
    assertThat(settled.state().isEnding()).isFalse();
  }

  @Test
  void anOutcomeAfterItsEndDoesNotChangeItsTally() {
    GroupState settled =
        group(USUAL, 1)
            .and(1, CONFIRMED)
            .when(JUDGE)
            .then(succeeded(new Tally(Map.of(CONFIRMED, 1))))
            .state();
    assertThat(Group.evolve(settled, Nightly.ended(SKIPPED))).isEqualTo(settled);
  }

  @Test
  void onlyOutcomesAreCounted() {
    GroupState running = group(USUAL, 1).state();
    assertThat(Group.evolve(running, CANARY.intended(NOON, NEW))).isEqualTo(running);
    assertThat(Group.evolve(running, CANARY.accepted(NOON))).isEqualTo(running);
    assertThat(Group.evolve(running, CANARY.confirmedLate(NOON, NEW))).isEqualTo(running);
  }

  @Test
  void nothingIsJudgedBeforeAllDevicesAreKnown() {
    given().when(JUDGE).thenNothing();
    given(started(USUAL)).when(JUDGE).thenNothing();
    given(started(USUAL), added(1)).and(1, CONFIRMED).when(JUDGE).thenNothing();
  }

  // Pause and resume

  @Test
  void aPausedGroupNeitherCallsNorSkipsDevices() {
    GroupState paused = group(USUAL, 3).when(PAUSE).then(PAUSED).state();
    assertThat(paused.phase()).isEqualTo(Phase.PAUSED);
    assertThat(paused.isPaused()).isTrue();
    assertThat(paused.mayCall()).isFalse();
    assertThat(paused.isEnding()).isFalse();
  }

  @Test
  void aResumedGroupContinues() {
    GroupState resumed =
        group(USUAL, 3).when(PAUSE).then(PAUSED).when(RESUME).then(RESUMED).state();
    assertThat(resumed).isEqualTo(group(USUAL, 3).state());
  }

  @Test
  void pausedTwiceIsPausedOnce() {
    group(USUAL, 3).when(PAUSE).then(PAUSED).when(PAUSE).thenNothing();
  }

  @Test
  void aGroupThatIsNotPausedIsNotResumed() {
    given().when(RESUME).thenNothing();
    given(started(USUAL)).when(RESUME).thenNothing();
    group(USUAL, 3).when(RESUME).thenNothing();
  }

  @Test
  void nothingIsPausedBeforeItStarts() {
    given().when(PAUSE).thenNothing();
  }

  @Test
  void aPausedGroupIsSettledWhenItsLastDeviceIs() {
    group(USUAL, 1)
        .when(PAUSE)
        .then(PAUSED)
        .and(1, CONFIRMED)
        .when(JUDGE)
        .then(succeeded(new Tally(Map.of(CONFIRMED, 1))));
  }

  @Test
  void pausedWhileCollectingItStaysPaused() {
    GroupSpecification collecting =
        given(started(USUAL)).when(PAUSE).then(PAUSED).when(add(pumps(3), false)).then(added(3));
    collecting.when(PAUSE).thenNothing();

    GroupSpecification paused = collecting.when(add(List.of(), true)).then(frozen(3));
    assertThat(paused.state().phase()).isEqualTo(Phase.PAUSED);
    assertThat(paused.state().reason()).isEqualTo("lunch");
    assertThat(paused.when(RESUME).then(RESUMED).state()).isEqualTo(group(USUAL, 3).state());
  }

  @Test
  void resumedWhileCollectingItCallsOnceAllDevicesAreKnown() {
    GroupState state =
        given(started(USUAL))
            .when(PAUSE)
            .then(PAUSED)
            .when(RESUME)
            .then(RESUMED)
            .when(add(pumps(3), true))
            .then(added(3), frozen(3))
            .state();
    assertThat(state.mayCall()).isTrue();
  }

  // Cancel, in each phase

  @Test
  void aGroupThatHasNotStartedIsNotCancelled() {
    given().when(CANCEL).thenNothing();
  }

  @Test
  void cancelledBeforeItHasDevicesItIsSettledAtOnce() {
    given(started(USUAL))
        .when(CANCEL)
        .then(CANCELLED_BY_ADA, settled(StepResult.CANCELLED, Tally.EMPTY, "wrong ring"));
  }

  @Test
  void cancelledWhileCollectingItCancelsTheKnownDevices() {
    given(started(USUAL), added(3))
        .when(CANCEL)
        .then(frozen(3), CANCELLED_BY_ADA)
        .and(3, CANCELLED)
        .when(JUDGE)
        .then(settled(StepResult.CANCELLED, new Tally(Map.of(CANCELLED, 3)), "wrong ring"));
  }

  @Test
  void cancelledWhileRunningItCancelsTheRestAndSettlesAfterThem() {
    GroupSpecification cancelling =
        group(USUAL, 3).and(1, CONFIRMED).when(CANCEL).then(CANCELLED_BY_ADA);
    assertThat(cancelling.state().isEnding()).isTrue();
    assertThat(cancelling.state().mayCall()).isFalse();
    cancelling.when(JUDGE).thenNothing();

    cancelling
        .and(2, CANCELLED)
        .when(JUDGE)
        .then(
            settled(
                StepResult.CANCELLED, new Tally(Map.of(CONFIRMED, 1, CANCELLED, 2)), "wrong ring"));
  }

  @Test
  void aPausedGroupIsCancelled() {
    group(USUAL, 3).when(PAUSE).then(PAUSED).when(CANCEL).then(CANCELLED_BY_ADA);
  }

  @Test
  void aStoppingGroupIsCancelled() {
    given(started(USUAL), added(3), frozen(3), new GroupEvent.StopRuleBroken(NOON, "maxFailed 0"))
        .when(CANCEL)
        .then(CANCELLED_BY_ADA);
  }

  @Test
  void cancelledTwiceIsCancelledOnce() {
    GroupSpecification cancelling = group(USUAL, 3).when(CANCEL).then(CANCELLED_BY_ADA);
    cancelling.when(CANCEL).thenNothing();
    cancelling.when(PAUSE).thenNothing();
    cancelling.when(RESUME).thenNothing();
  }

  private static GroupCommand add(List<String> devices, boolean last) {
    return new GroupCommand.AddTargets(NOON, devices, last);
  }
}
