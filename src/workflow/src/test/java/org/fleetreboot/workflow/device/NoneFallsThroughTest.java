package org.fleetreboot.workflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.fleetreboot.workflow.device.RebootFixture.NEW;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.OLD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.group.Nightly;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunSpecification;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.Test;

/** Java 17 cannot check that a chain of instanceof covers all types; this test can. */
class NoneFallsThroughTest {
  private static final GroupOptions OPTIONS = GroupOptions.DEFAULT;

  private static final RebootFixture CANARY =
      RebootFixture.CANARY.under(callOptions -> callOptions.stayUp(Duration.ofMinutes(1)));

  private static final List<RebootEvent> REBOOT_EVENTS =
      List.of(
          CANARY.intended(NOON, OLD),
          CANARY.accepted(NOON),
          CANARY.rejected(NOON, 500),
          CANARY.busy(NOON, 423, 1, NOON),
          CANARY.answerLost(NOON, 504101),
          CANARY.notDelivered(NOON, Cause.OFFLINE, NOON),
          CANARY.confirmed(NOON, NEW),
          CANARY.cameBack(NOON, NEW),
          CANARY.rebootedAgain(NOON, NEW, 2),
          new RebootEvent.Noted("nightly-1", "canary", NOON, "4 bar"),
          CANARY.notConfirmed(NOON),
          CANARY.outcomeUnknown(NOON),
          CANARY.foundOffline(NOON, 1),
          CANARY.failed(NOON, "malformed"),
          new RebootEvent.Deferred("nightly-1", "canary", NOON, "the water is too high", null),
          CANARY.skipped(NOON, "stopped"),
          CANARY.cancelled(NOON, "stopped"),
          CANARY.confirmedLate(NOON, NEW));

  private static final List<RebootCommand> REBOOT_COMMANDS =
      List.of(
          CANARY.turn(NOON, OLD),
          CANARY.answer(NOON, 200),
          CANARY.poll(NOON, OLD),
          new RebootCommand.Recover(NOON),
          new RebootCommand.Note("nightly-1", "canary", NOON, "4 bar"),
          new RebootCommand.Defer("nightly-1", "canary", NOON, "the water is too high", null),
          CANARY.skip(NOON, "stopped"),
          CANARY.cancel(NOON, "stopped"));

  private static final List<GroupEvent> ROLLOUT_EVENTS =
      List.of(
          Nightly.started(OPTIONS),
          Nightly.added(1),
          Nightly.frozen(1),
          new GroupEvent.GroupPaused(NOON, Requester.login("ada"), "lunch"),
          new GroupEvent.GroupResumed(NOON, Requester.login("ada"), null),
          new GroupEvent.StopRuleBroken(NOON, "maxFailed 0"),
          new GroupEvent.GroupCancelled(NOON, Requester.login("ada"), "wrong ring", false),
          Nightly.succeeded(Tally.EMPTY));

  private static final List<GroupCommand> ROLLOUT_COMMANDS =
      List.of(
          new GroupCommand.Start("nightly-1", "canary", NOON, "list", OPTIONS, false),
          new GroupCommand.AddTargets(NOON, List.of("pump-7"), false),
          new GroupCommand.Fail(NOON, "no such tag"),
          new GroupCommand.Pause(NOON, Requester.login("ada"), "lunch"),
          new GroupCommand.Resume(NOON, Requester.login("ada"), null),
          new GroupCommand.Cancel(NOON, Requester.login("ada"), "wrong ring", false),
          new GroupCommand.SettleForced(NOON, 0),
          new GroupCommand.Judge(NOON, true));

  private static final RunEvent RUN_ACCEPTED =
      new RunEvent.RunAccepted(
          "nightly-1",
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

  private static final RunEvent STEP_STARTED =
      RunEvent.StepStarted.ofGroup("canary", NOON, List.of("north"));

  private static final List<RunEvent> RUN_EVENTS =
      List.of(
          RUN_ACCEPTED,
          new RunEvent.TargetsListed(NOON, "north", List.of("pump-7")),
          STEP_STARTED,
          new RunEvent.StepSettled("canary", NOON, StepResult.SUCCEEDED, Tally.EMPTY, null),
          new RunEvent.StepDeferred("canary", NOON, "the line runs"),
          new RunEvent.RunPaused(NOON, NOON, PauseKind.ORDERED, Requester.login("ada"), "lunch"),
          new RunEvent.RunResumed(NOON, Requester.login("ada"), null),
          new RunEvent.RunCancelled(NOON, Requester.login("ada"), "wrong night", false),
          new RunEvent.ApprovalRequested("canary", NOON, NOON, Set.of(), false),
          new RunEvent.Approved("canary", NOON, Requester.login("ada"), null),
          new RunEvent.Rejected("canary", NOON, Requester.login("ada"), null),
          new RunEvent.RunSettled(NOON, RunOutcome.CANCELLED, "wrong night"));

  private static final List<RunCommand> RUN_COMMANDS =
      List.of(
          new RunCommand.Accept(
              "nightly-1",
              "nightly",
              List.of("north"),
              NOON,
              new RunTrigger.CommandLine("start", "nightly"),
              Requester.login("ada"),
              List.of(new Target("north", "pump-7")),
              Map.of(),
              RunMessage.NONE,
              null,
              null),
          RunCommand.StartStep.ofGroup("canary", NOON, List.of("north")),
          new RunCommand.SettleStep("canary", NOON, StepResult.SUCCEEDED, Tally.EMPTY, null),
          new RunCommand.DeferStep("canary", NOON, "the line runs"),
          new RunCommand.Pause(NOON, NOON, PauseKind.ORDERED, Requester.login("ada"), "lunch"),
          new RunCommand.Resume(NOON, Requester.login("ada"), null),
          new RunCommand.Cancel(NOON, Requester.login("ada"), "wrong night", false),
          new RunCommand.RequestApproval("canary", NOON, NOON, Set.of(), false),
          new RunCommand.Approve("canary", NOON, NOON, Requester.login("ada"), null),
          new RunCommand.Reject("canary", NOON, NOON, Requester.login("ada"), null),
          new RunCommand.Skip(NOON, "missed"),
          new RunCommand.End(NOON, null));

  private static final List<InvocationAnswer> ANSWERS =
      List.of(
          new InvocationAnswer.Answered(200),
          new InvocationAnswer.NotDelivered(Cause.THROTTLED, "429"),
          new InvocationAnswer.Lost(504101, "no answer"));

  @Test
  void everyEventOfADeviceHasItsPlaceInTheFold() {
    assertAll(RebootEvent.class, REBOOT_EVENTS);
    RebootState calling = Reboot.evolve(RebootState.INITIAL, CANARY.intended(NOON, OLD));
    for (RebootEvent event : REBOOT_EVENTS) {
      assertThat(Reboot.evolve(calling, event)).as("%s", event).isNotNull();
    }
  }

  @Test
  void everyCommandToADeviceIsDecidedInEveryState() {
    assertAll(RebootCommand.class, REBOOT_COMMANDS);
    RebootState calling = Reboot.evolve(RebootState.INITIAL, CANARY.intended(NOON, OLD));
    for (RebootEvent event : REBOOT_EVENTS) {
      for (RebootCommand command : REBOOT_COMMANDS) {
        assertThat(Reboot.decide(Reboot.evolve(calling, event), command)).isNotNull();
        assertThat(Reboot.decide(RebootState.INITIAL, command)).isNotNull();
      }
    }
  }

  @Test
  void everyAnswerSaysSomethingAboutDelivery() {
    assertAll(InvocationAnswer.class, ANSWERS);
    RebootState calling = Reboot.evolve(RebootState.INITIAL, CANARY.intended(NOON, OLD));
    for (InvocationAnswer answer : ANSWERS) {
      assertThat(Reboot.decide(calling, CANARY.answer(NOON, answer))).hasSize(1);
    }
  }

  @Test
  void everyEventAndCommandOfAGroupIsHandled() {
    assertAll(GroupEvent.class, ROLLOUT_EVENTS);
    assertAll(GroupCommand.class, ROLLOUT_COMMANDS);
    for (GroupEvent event : ROLLOUT_EVENTS) {
      GroupState state = Group.evolve(GroupState.INITIAL, event);
      for (GroupCommand command : ROLLOUT_COMMANDS) {
        assertThat(Group.decide(state, command)).isNotNull();
      }
    }
  }

  @Test
  void everyEventAndCommandOfARunIsHandled() {
    assertAll(RunEvent.class, RUN_EVENTS);
    assertAll(RunCommand.class, RUN_COMMANDS);
    RunState open = RunSpecification.fold(RunState.INITIAL, List.of(RUN_ACCEPTED, STEP_STARTED));
    for (RunEvent event : RUN_EVENTS) {
      RunState state = Run.evolve(open, event);
      for (RunCommand command : RUN_COMMANDS) {
        assertThatCode(() -> Run.decide(state, command)).doesNotThrowAnyException();
        assertThat(Run.decide(open, command)).isNotNull();
      }
    }
  }

  private static void assertAll(Class<?> sealed, List<?> samples) {
    assertThat(samples)
        .as("one sample of each %s", sealed.getSimpleName())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(SealedKinds.of(sealed));
  }
}
