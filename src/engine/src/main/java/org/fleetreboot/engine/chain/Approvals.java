package org.fleetreboot.engine.chain;

import java.time.Instant;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.Approval;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps that wait for a person, across restarts of the program. */
public final class Approvals {
  private final EventRecorder recorder;
  private final OpenSteps steps;
  private final StepTimeouts timeouts;

  public Approvals(EventRecorder recorder, OpenSteps steps, StepTimeouts timeouts) {
    this.recorder = recorder;
    this.steps = steps;
    this.timeouts = timeouts;
  }

  /** The chain has reached the step, which may have started before a restart. */
  void begin(LiveRun run, StepRequest.OfApproval request, Instant now) {
    String step = request.step();
    ApprovalOptions options = request.options();
    Instant end = now.plus(options.timeout());
    steps.begin(
        run, new RunCommand.StartStep(step, now, StepKind.APPROVAL, end, null), request.answer());
    recorder.record(
        run,
        Run.decide(
            run.state(),
            new RunCommand.RequestApproval(
                step, now, end, options.approvers(), options.fourEyes())));
    timeouts.watch(run, step, now);
  }

  void timedOut(LiveRun run, String step, Instant now) {
    steps.settle(run, step, StepResult.FAILED, "nobody approved it in time", now);
  }

  public boolean approve(
      LiveRun run, String step, Requester by, @Nullable String remark, Instant now) {
    Instant asked = asked(run, step, now);
    return decide(run, step, true, new RunCommand.Approve(step, now, asked, by, remark), by, asked);
  }

  public boolean reject(
      LiveRun run, String step, Requester by, @Nullable String remark, Instant now) {
    Instant asked = asked(run, step, now);
    return decide(run, step, false, new RunCommand.Reject(step, now, asked, by, remark), by, asked);
  }

  /**
   * The time by which the end of the step is measured: the clock that set it, without the time in
   * which waiting did not count.
   */
  private static Instant asked(LiveRun run, String step, Instant now) {
    return now.minus(run.clockMoved(step)).minus(run.stopped(step, now));
  }

  private boolean decide(
      LiveRun run, String step, boolean approves, RunCommand command, Requester by, Instant asked) {
    RunState.Step known = run.state().steps().get(step);
    StepResult wanted = approves ? StepResult.SUCCEEDED : StepResult.FAILED;
    if (known != null
        && known.started().kind() == StepKind.APPROVAL
        && known.settled() != null
        && known.settled().result() == wanted) {
      return false;
    }
    String objection = Approval.objection(run.state(), step, by, approves, asked);
    if (objection != null) {
      throw new ControlRefused("Run " + run.id + " " + objection + ".");
    }
    recorder.record(run, Run.decide(run.state(), command));
    return true;
  }
}
