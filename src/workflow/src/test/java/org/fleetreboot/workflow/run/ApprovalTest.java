package org.fleetreboot.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.workflow.device.RebootFixture.NOON;
import static org.fleetreboot.workflow.device.RebootFixture.noonPlus;
import static org.fleetreboot.workflow.run.RunSpecification.given;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final RunEvent ACCEPTED = accepted(Requester.login("ada"));
  private static final RunEvent STARTED =
      new RunEvent.StepStarted("go", NOON, StepKind.APPROVAL, noonPlus(60), null);

  private static RunEvent accepted(Requester by) {
    return new RunEvent.RunAccepted(
        "r1",
        "nightly",
        List.of("north"),
        NOON,
        new RunTrigger.CommandLine("start", "nightly"),
        by,
        0,
        Map.of(),
        RunMessage.NONE,
        null,
        null);
  }

  private static RunEvent requested(boolean fourEyes, String... approvers) {
    return new RunEvent.ApprovalRequested("go", NOON, noonPlus(60), Set.of(approvers), fourEyes);
  }

  private static RunCommand approve(String by) {
    return new RunCommand.Approve(
        "go", noonPlus(9), noonPlus(9), Requester.login(by), "looks well");
  }

  @Test
  void isRequestedOnceWithWhoMayAndUntilWhen() {
    RunCommand request =
        new RunCommand.RequestApproval("go", NOON, noonPlus(60), Set.of("bob"), true);
    given(ACCEPTED, STARTED).when(request).then(requested(true, "bob")).when(request).thenNothing();
    given(ACCEPTED).when(request).thenNothing();
  }

  @Test
  void anApprovalSettlesTheStepAndSaysWhoApproved() {
    given(ACCEPTED, STARTED, requested(false))
        .when(approve("bob"))
        .then(
            new RunEvent.Approved("go", noonPlus(9), Requester.login("bob"), "looks well"),
            settled(StepResult.SUCCEEDED, "approved by bob (login): looks well"))
        .when(approve("bob"))
        .thenNothing();
  }

  @Test
  void aRejectionFailsTheStepAndSaysWho() {
    given(ACCEPTED, STARTED, requested(false))
        .when(new RunCommand.Reject("go", noonPlus(9), noonPlus(9), Requester.login("bob"), null))
        .then(
            new RunEvent.Rejected("go", noonPlus(9), Requester.login("bob"), null),
            settled(StepResult.FAILED, "rejected by bob (login)"));
  }

  @Test
  void onlyTheNamedApproversMayDecide() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(false, "bob", "cy"));
    waiting.when(approve("ada")).thenNothing();
    waiting
        .when(new RunCommand.Reject("go", NOON, NOON, Requester.login("ada"), null))
        .thenNothing();
    assertThat(objection(waiting, "ada", true)).contains("only from bob, cy").contains("ada");
    assertThat(objection(waiting, "cy", true)).isNull();
  }

  @Test
  void withFourEyesWhoeverStartedTheRunMayRejectAndNotApprove() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(true));
    waiting.when(approve("ada")).thenNothing();
    assertThat(objection(waiting, "ada", true)).contains("started by ada").contains("four eyes");
    assertThat(objection(waiting, "ada", false)).isNull();
    assertThat(objection(waiting, "bob", true)).isNull();
  }

  @Test
  void aNameInAnotherSpellingIsTheSameName() {
    RunSpecification foursome = given(ACCEPTED, STARTED, requested(true));
    assertThat(objection(foursome, " Ada ", true)).contains("four eyes");
    RunSpecification named = given(ACCEPTED, STARTED, requested(false, "bob"));
    assertThat(objection(named, "Bob", true)).isNull();
  }

  @Test
  void theNameOfAnotherPersonInTheRequestIsNoSecondPersonWithFourEyes() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(true));
    assertThat(objection(waiting, Requester.login("ada").onBehalfOf("bob"))).contains("four eyes");
    assertThat(objection(waiting, Requester.token("bob").onBehalfOf("ada")))
        .as("ada decides through bob")
        .contains("four eyes");
    assertThat(objection(waiting, Requester.token("bob"))).isNull();
  }

  @Test
  void whomTheStartedRunWasForMayNotApproveItEither() {
    RunEvent accepted = accepted(Requester.login("ada").onBehalfOf("bob"));
    RunSpecification waiting = given(accepted, STARTED, requested(true));
    assertThat(objection(waiting, Requester.token("bob"))).contains("ada (login) for bob");
    assertThat(objection(waiting, Requester.token("cy"))).isNull();
  }

  @Test
  void theSameNameProvedInAnotherWayIsTheSamePerson() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(true));
    assertThat(objection(waiting, Requester.token("ada"))).contains("four eyes");
    assertThat(objection(waiting, Requester.openIdConnect("ada", "https://id.example")))
        .contains("four eyes");
  }

  @Test
  void onlyAProvedNameIsThatOfAnApprover() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(false, "bob"));
    assertThat(objection(waiting, Requester.login("ada").onBehalfOf("bob"))).contains("only from");
    assertThat(objection(waiting, Requester.token("bob").onBehalfOf("ada"))).isNull();
  }

  @Test
  void nobodyApprovesAfterItsEnd() {
    RunSpecification waiting = given(ACCEPTED, STARTED, requested(false));
    assertThat(
            Approval.objection(
                waiting.state(), "go", Requester.login("bob"), true, noonPlus(60).minusMillis(1)))
        .isNull();
    assertThat(
            Approval.objection(waiting.state(), "go", Requester.login("bob"), true, noonPlus(60)))
        .contains("until");
  }

  @Test
  void onlyAStartedApprovalCanBeApproved() {
    RunEvent soak = new RunEvent.StepStarted("go", NOON, StepKind.SOAK, noonPlus(60), null);
    assertThat(objection(given(ACCEPTED, soak), "bob", true)).contains("no started approval 'go'");
    assertThat(objection(given(ACCEPTED), "bob", true)).contains("no started approval 'go'");
  }

  private static @Nullable String objection(RunSpecification waiting, Requester by) {
    return Approval.objection(waiting.state(), "go", by, true, noonPlus(9));
  }

  private static @Nullable String objection(RunSpecification waiting, String by, boolean approves) {
    return Approval.objection(waiting.state(), "go", Requester.login(by), approves, noonPlus(9));
  }

  private static RunEvent settled(StepResult result, String reason) {
    return new RunEvent.StepSettled("go", noonPlus(9), result, Tally.EMPTY, reason);
  }
}
