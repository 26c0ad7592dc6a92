package org.fleetreboot.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.group.Nightly.group;

import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopLifted;
import org.fleetreboot.workflow.fleet.FleetStopEvent.FleetStopped;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.Nightly;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;

/** The orders of a person to a run, a group, or all of them. */
class ControlTest {
  private static final RunEvent ACCEPTED =
      new RunEvent.RunAccepted(
          "r1",
          "nightly",
          List.of("north"),
          NOON,
          new RunTrigger.CommandLine("start", "nightly"),
          Requester.login("ada"),
          0,
          Map.of(),
          RunMessage.NONE,
          null,
          null);

  @Test
  void aCancelledRunMayStillBeCancelledByForceOnce() {
    RunSpecification.given(ACCEPTED)
        .when(new RunCommand.Cancel(NOON, Requester.login("ada"), "late", false))
        .then(new RunEvent.RunCancelled(NOON, Requester.login("ada"), "late", false))
        .when(new RunCommand.Cancel(NOON, Requester.login("ada"), "again", false))
        .thenNothing();
    RunSpecification.given(
            ACCEPTED, new RunEvent.RunCancelled(NOON, Requester.login("ada"), "late", false))
        .when(new RunCommand.Cancel(NOON, Requester.login("ada"), "fire", true))
        .then(new RunEvent.RunCancelled(NOON, Requester.login("ada"), "fire", true))
        .when(new RunCommand.Cancel(NOON, Requester.login("ada"), "fire", true))
        .thenNothing();
  }

  @Test
  void aForcedCancelEndsAGroupWithoutDevicesUnderWayAndSaysHowMany() {
    group(GroupOptions.DEFAULT, 2)
        .when(new GroupCommand.Cancel(NOON, Requester.login("ada"), "fire", true))
        .then(new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "fire", true))
        .and(1, Outcome.CANCELLED)
        .when(new GroupCommand.SettleForced(NOON, 1))
        .then(
            Nightly.settled(
                StepResult.CANCELLED,
                Tally.EMPTY.plus(Outcome.CANCELLED),
                "fire; still under way: 1"));
  }

  @Test
  void aForcedCancelSettlesOnlyWhenAllUncalledDevicesAreCancelled() {
    group(GroupOptions.DEFAULT, 2)
        .when(new GroupCommand.Cancel(NOON, Requester.login("ada"), "fire", true))
        .then(new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "fire", true))
        .when(new GroupCommand.SettleForced(NOON, 1))
        .thenNothing();
  }

  @Test
  void aGracefulCancelWaitsForDevicesUnderWay() {
    group(GroupOptions.DEFAULT, 1)
        .when(new GroupCommand.Cancel(NOON, Requester.login("ada"), "late", false))
        .then(new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "late", false))
        .when(new GroupCommand.SettleForced(NOON, 1))
        .thenNothing();
  }

  @Test
  void aStopHoldsUntilItIsLifted() {
    FleetStopEvent stopped = new FleetStopped(NOON, Requester.login("ada"), "fire");
    FleetStopEvent lifted = new FleetStopLifted(NOON, Requester.login("bob"), null);
    assertThat(FleetStop.NONE.lift(NOON, Requester.login("bob"), null)).isEmpty();
    assertThat(FleetStop.NONE.stop(NOON, Requester.login("ada"), "fire")).containsExactly(stopped);

    FleetStop stop = FleetStop.NONE.evolve(stopped);
    assertThat(stop.holds()).isTrue();
    assertThat(stop.stop(NOON, Requester.login("bob"), "smoke")).isEmpty();
    assertThat(stop.lift(NOON, Requester.login("bob"), null)).containsExactly(lifted);
    assertThat(stop.evolve(lifted)).isEqualTo(FleetStop.NONE);
  }
}
