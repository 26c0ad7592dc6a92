package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.workflow.Approval;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunState;
import org.fleetreboot.workflow.StepKind;
import org.fleetreboot.workflow.StepResult;
import org.fleetreboot.workflow.Tally;
import org.jspecify.annotations.Nullable;

/** The steps that wait for a person: without a thread, over all lives of the program. */
final class Approvals {
  private final Ledger ledger;
  private final DueTimes<Timer> timers;
  private final Map<Key, List<CompletableFuture<StepAnswer>>> waiters = new HashMap<>();

  Approvals(Ledger ledger, DueTimes<Timer> timers) {
    this.ledger = ledger;
    this.timers = timers;
  }

  /** The chain has come to the step, which may have started in an earlier life. */
  void reach(
      RunSlot run,
      String step,
      ApprovalTerms terms,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    Instant end = now.plus(terms.timeout());
    ledger.record(
        run, Run.decide(run.state(), new RunCommand.StartStep(step, now, StepKind.APPROVAL, end)));
    ledger.record(
        run,
        Run.decide(
            run.state(),
            new RunCommand.RequestApproval(step, now, end, terms.approvers(), terms.fourEyes())));
    waiters.computeIfAbsent(new Key(run.id, step), key -> new ArrayList<>()).add(answer);
    RunState.Step known = run.state().steps().get(step);
    Instant until = known == null ? null : known.started().until();
    timers.add(until == null ? end : until, later -> expire(run, step, later));
  }

  boolean approve(RunSlot run, String step, String by, @Nullable String remark, Instant now) {
    return decide(run, step, true, new RunCommand.Approve(step, now, by, remark), by, now);
  }

  boolean reject(RunSlot run, String step, String by, @Nullable String remark, Instant now) {
    return decide(run, step, false, new RunCommand.Reject(step, now, by, remark), by, now);
  }

  private boolean decide(
      RunSlot run, String step, boolean approves, RunCommand command, String by, Instant now) {
    RunState.Step known = run.state().steps().get(step);
    StepResult wanted = approves ? StepResult.SUCCEEDED : StepResult.FAILED;
    if (known != null
        && known.started().kind() == StepKind.APPROVAL
        && known.settled() != null
        && known.settled().result() == wanted) {
      return false;
    }
    String objection = Approval.objection(run.state(), step, by, approves, now);
    if (objection != null) {
      throw new ControlRefused("Run " + run.id + " " + objection + ".");
    }
    ledger.record(run, Run.decide(run.state(), command));
    tell(run, step);
    return true;
  }

  private void expire(RunSlot run, String step, Instant now) {
    settle(run, step, StepResult.FAILED, "nobody approved it in time", now);
  }

  void cancel(RunSlot run, String reason, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null && step.started().kind() == StepKind.APPROVAL) {
        settle(run, step.started().step(), StepResult.CANCELLED, reason, now);
      }
    }
  }

  private void settle(RunSlot run, String step, StepResult result, String reason, Instant now) {
    ledger.record(
        run,
        Run.decide(run.state(), new RunCommand.SettleStep(step, now, result, Tally.EMPTY, reason)));
    tell(run, step);
  }

  private void tell(RunSlot run, String step) {
    RunState.Step known = run.state().steps().get(step);
    List<CompletableFuture<StepAnswer>> waiting = waiters.remove(new Key(run.id, step));
    if (waiting == null || known == null || known.settled() == null) {
      return;
    }
    StepAnswer answer =
        new StepAnswer(
            run.id, step, known.settled().result(), Tally.EMPTY, known.settled().reason(), false);
    waiting.forEach(waiter -> ledger.effect(() -> waiter.complete(answer)));
  }

  private record Key(String run, String step) {}
}
