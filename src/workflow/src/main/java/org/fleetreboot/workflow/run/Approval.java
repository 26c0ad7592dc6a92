package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.RunEvent.ApprovalRequested;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.jspecify.annotations.Nullable;

/** The rules for a step that waits for a person: who may decide, until when, and what follows. */
public final class Approval {
  private Approval() {}

  /**
   * Why that person may not approve or reject the step; null if they may.
   *
   * @param by whoever decides: only the proved name can be that of an approver, and no name of
   *     theirs may be one of whoever started a run that needs four eyes
   * @param approves true to approve; false to reject, which the person who started the run may
   *     always do
   * @param asked when they decide, by the clock that set the end of the step
   */
  public static @Nullable String objection(
      RunState state, String step, Requester by, boolean approves, Instant asked) {
    RunState.Step known = state.steps().get(step);
    if (known == null || known.started().kind() != StepKind.APPROVAL) {
      return "has no started approval '" + step + "'";
    }
    ApprovalRequested approval = known.approval();
    if (known.settled() != null || approval == null || !state.isOpen()) {
      return "no longer waits for approval '" + step + "'";
    }
    if (!state.paused() && !asked.isBefore(approval.until())) {
      return "waited for approval '" + step + "' only until " + approval.until();
    }
    if (!approval.approvers().isEmpty() && approval.approvers().stream().noneMatch(by::isNamed)) {
      return "accepts approval '"
          + step
          + "' only from "
          + String.join(", ", new TreeSet<>(approval.approvers()))
          + ", not from "
          + by.text();
    }
    RunAccepted accepted = state.accepted();
    if (approves && approval.fourEyes() && accepted != null && accepted.by().mayBe(by)) {
      return "was started by "
          + accepted.by().text()
          + ", and its approval '"
          + step
          + "' needs four eyes: it takes another person, with a token of their own";
    }
    return null;
  }

  static List<RunEvent> decide(RunState state, RunCommand command) {
    if (command instanceof RunCommand.RequestApproval request) {
      RunState.Step step = state.steps().get(request.step());
      return step == null || step.approval() != null || step.settled() != null
          ? List.of()
          : List.of(
              new ApprovalRequested(
                  request.step(),
                  request.now(),
                  request.until(),
                  request.approvers(),
                  request.fourEyes()));
    }
    if (command instanceof RunCommand.Approve approve) {
      return objection(state, approve.step(), approve.by(), true, approve.asked()) != null
          ? List.of()
          : List.of(
              new RunEvent.Approved(approve.step(), approve.now(), approve.by(), approve.remark()),
              settled(
                  approve.step(),
                  approve.now(),
                  StepResult.SUCCEEDED,
                  "approved by " + approve.by().text(),
                  approve.remark()));
    }
    if (command instanceof RunCommand.Reject reject) {
      return objection(state, reject.step(), reject.by(), false, reject.asked()) != null
          ? List.of()
          : List.of(
              new RunEvent.Rejected(reject.step(), reject.now(), reject.by(), reject.remark()),
              settled(
                  reject.step(),
                  reject.now(),
                  StepResult.FAILED,
                  "rejected by " + reject.by().text(),
                  reject.remark()));
    }
    throw new AssertionError(command);
  }

  private static RunEvent settled(
      String step, Instant now, StepResult result, String what, @Nullable String remark) {
    String reason = remark == null ? what : what + ": " + remark;
    return new RunEvent.StepSettled(step, now, result, Tally.EMPTY, reason);
  }

  static RunState requested(RunState state, ApprovalRequested requested) {
    RunState.Step step = state.steps().get(requested.step());
    if (step == null) {
      throw new IllegalStateException(requested + " concerns a step that never started.");
    }
    return state.with(
        new RunState.Step(step.started(), requested, step.deferral(), step.settled()));
  }
}
