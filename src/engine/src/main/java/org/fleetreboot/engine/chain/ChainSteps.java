package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.group.RetryRules;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.PayloadHash;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * The steps of chains: each begins when {@link ChainReplay} allows it, and is answered once it is
 * settled.
 */
public final class ChainSteps {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainReplay replay;
  private final OpenSteps openSteps;
  private final Soaks soaks;
  private final Approvals approvals;
  private final Checks checks;
  private final StepTimeouts timeouts;
  private final Groups groups;
  private final DueTimes<Timer> timers;

  public ChainSteps(
      EventRecorder recorder,
      Fleet fleet,
      ChainReplay replay,
      OpenSteps openSteps,
      Soaks soaks,
      Approvals approvals,
      Checks checks,
      StepTimeouts timeouts,
      Groups groups,
      DueTimes<Timer> timers) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.replay = replay;
    this.openSteps = openSteps;
    this.soaks = soaks;
    this.approvals = approvals;
    this.checks = checks;
    this.timeouts = timeouts;
    this.groups = groups;
    this.timers = timers;
  }

  /** Acts on facts: when a group is settled, so is its step. */
  public void on(Fact fact, Instant now) {
    timeouts.on(fact, now);
    if (fact instanceof Fact.OfGroup ofGroup) {
      if (ofGroup.has(GroupEvent.GroupSettled.class)) {
        settleGroup(ofGroup.group(), now);
      }
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> on(ofRun.run(), event, now));
    } else if (fact instanceof Fact.StepTimedOut timedOut) {
      timedOut(timedOut.run(), timedOut.step(), now);
    } else if (fact instanceof Fact.StabilityChecked checked) {
      soaks.checked(checked, now);
    }
  }

  private void timedOut(LiveRun run, String step, Instant now) {
    if (openSteps.isOpen(run, step, StepKind.APPROVAL)) {
      approvals.timedOut(run, step, now);
    } else if (openSteps.isOpen(run, step, StepKind.CHECK)) {
      checks.timedOut(run, step, now);
    }
  }

  private void on(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.StepSettled settled) {
      openSteps.answer(run, settled);
      if (run.state().cancelled()) {
        reachAgain(run, run.pass().takeChanged());
      }
    } else if (event instanceof RunEvent.RunCancelled cancelled) {
      openSteps.cancel(run, cancelled.reason(), now);
      reachWaiting(run);
    } else if (event instanceof RunEvent.RunSettled) {
      reachWaiting(run);
    }
  }

  /** The chain of a run has reached a step. */
  public void reach(String id, StepRequest request, Instant now) {
    LiveRun run = fleet.acceptedRun(id);
    String step = request.step();
    if (step.isBlank() || step.indexOf('/') >= 0) {
      // The name of the step is part of the name of a stream.
      throw new IllegalArgumentException(
          "'" + step + "' is not a valid step name; use text without '/'.");
    }
    reach(run, request, now);
  }

  private void reach(LiveRun run, StepRequest request, Instant now) {
    if (replay.begins(run, request, now)) {
      begin(run, request, now);
    }
    if (run.missing().isEmpty()) {
      reachAgain(run, run.pass().takeHeld());
    }
  }

  /** Decides about these steps again, in this step of the engine or the next. */
  private void reachAgain(LiveRun run, List<StepRequest> requests) {
    for (StepRequest request : requests) {
      timers.add(Instant.MIN, run.inThisPass(at -> reach(run, request, at)));
    }
  }

  private void begin(LiveRun run, StepRequest request, Instant now) {
    if (request instanceof StepRequest.OfGroup group) {
      begin(run, group, now);
    } else if (request instanceof StepRequest.OfSoak soak) {
      soaks.begin(run, soak, now);
    } else if (request instanceof StepRequest.OfApproval approval) {
      approvals.begin(run, approval, now);
    } else if (request instanceof StepRequest.OfCheck check) {
      checks.begin(run, check, now);
    } else {
      throw new AssertionError(request);
    }
  }

  private void begin(LiveRun run, StepRequest.OfGroup request, Instant now) {
    String step = request.step();
    openSteps.begin(
        run, new RunCommand.StartStep(step, now, StepKind.GROUP, null, null), request.answer());
    LiveGroup group = fleet.group(run.id, step);
    groups.attach(
        group,
        PayloadHash.hashed(RetryRules.options(run, request.options()), request.payload()),
        request.payload(),
        request.targets(),
        RetryRules.targets(run, request.source()),
        request.disconnected(),
        now);
    if (PayloadHash.differs(group.options(), request.payload())) {
      replay.diverge(run, "the payload of step " + step + " is not the one it started with", now);
    }
    if (group.isSettled()) {
      settleGroup(group, now);
    }
  }

  /**
   * A person has resumed the run.
   *
   * @param pause why it was paused; null if it was not
   */
  void resumed(LiveRun run, @Nullable PauseKind pause, Instant now) {
    replay.resumed(run, pause, now);
    // A step that is now of another kind cannot continue: the run is paused again.
    reachWaiting(run);
  }

  /** Decides again about every step that has not begun. */
  private void reachWaiting(LiveRun run) {
    reachAgain(run, run.pass().takeChanged());
    reachAgain(run, run.pass().takeHeld());
  }

  /** A group is settled, and so is its step. */
  void settleGroup(LiveGroup group, Instant now) {
    StepResult result = group.state().result();
    if (result == null) {
      throw new IllegalStateException(group.step + " is settled without a result.");
    }
    LiveRun run = fleet.run(group.run);
    Tally tally = group.state().tally();
    String reason = group.state().reason();
    recorder.record(
        run,
        Run.decide(run.state(), new RunCommand.SettleStep(group.step, now, result, tally, reason)));
  }

  /**
   * The chain has given the run back: nobody waits for its steps, and its groups call no device
   * until the chain reaches them again.
   */
  public void leave(LiveRun run) {
    openSteps.forget(run);
    for (String group : run.groups()) {
      groups.detach(fleet.group(run.id, group));
    }
  }
}
