package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.OpenOnAnotherHub;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;

/** Takes up the open runs after the program started or stood still. */
public final class RunRecovery {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainSteps steps;
  private final Groups groups;
  private final Duration resumeWithin;

  /**
   * @param resumeWithin a run that stood still for longer than this is paused
   */
  public RunRecovery(
      EventRecorder recorder, Fleet fleet, ChainSteps steps, Groups groups, Duration resumeWithin) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.steps = steps;
    this.groups = groups;
    this.resumeWithin = resumeWithin;
  }

  /**
   * Takes up all open runs, and pauses those that stood still for too long.
   *
   * @param lastMoves when something was last recorded of each run, before the start
   * @throws OpenOnAnotherHub if one of them belongs to another hub
   */
  public void recover(Map<LiveRun, Instant> lastMoves, Instant now) {
    for (LiveRun run : fleet.runs()) {
      if (run.isOver() || !isOfThisHub(run)) {
        continue;
      }
      run.markBegunBefore();
      agreeWithGroups(run, now);
      if (!run.state().isOpen()) {
        continue;
      }
      pauseIfStill(run, lastMoves.getOrDefault(run, now), Duration.ZERO, now);
    }
  }

  /**
   * Pauses the runs that nothing happened in for too long: their maintenance window may be over.
   */
  public void stoodStill(Instant since, Duration moved, Instant now) {
    if (!isTooLong(since, now)) {
      return;
    }
    for (LiveRun run : fleet.runs()) {
      if (!run.isOver() && run.state().isOpen() && isOfThisHub(run)) {
        pauseIfStill(run, since, moved, now);
      }
    }
  }

  private void pauseIfStill(LiveRun run, Instant lastMove, Duration moved, Instant now) {
    Instant still = stillSince(run, lastMove, now);
    if (isTooLong(still, now) && !run.state().cancelled()) {
      String reason =
          "stood still since "
              + InstantFormat.of(still)
              + ", longer than "
              + DurationFormat.of(resumeWithin)
              + "; resume it";
      Instant byClockOfNow = still.plus(moved);
      Instant since = byClockOfNow.isBefore(now) ? byClockOfNow : now;
      recorder.record(
          run,
          Run.decide(
              run.state(),
              new RunCommand.Pause(now, since, PauseKind.STOOD_STILL, Requester.PROGRAM, reason)));
    }
  }

  private boolean isTooLong(Instant since, Instant now) {
    return since.plus(resumeWithin).isBefore(now);
  }

  private boolean isOfThisHub(LiveRun run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null || accepted.hub().equals(recorder.hub)) {
      return true;
    }
    if (run.state().isOpen()) {
      throw new OpenOnAnotherHub(accepted, recorder.hub);
    }
    return false;
  }

  /**
   * Lets each run agree with its groups. They lie in two partitions, and the program may have died
   * between the two.
   */
  private void agreeWithGroups(LiveRun run, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      LiveGroup group = fleet.group(run.id, step.started().step());
      if (step.settled() == null && group.isSettled()) {
        steps.settleGroup(group, now);
      }
    }
    if (run.state().cancelled()) {
      groups.cancelAll(run, Requester.PROGRAM, String.valueOf(run.state().reason()), now);
    } else if (run.state().outcome() != null) {
      groups.cancelAll(run, Requester.PROGRAM, LiveRun.CHAIN_ENDED, now);
    }
  }

  /**
   * Since when nothing happens that should happen. What has an end of its own, such as a soak or an
   * approval, is no standstill before that, and neither is a window that opens later.
   */
  private Instant stillSince(LiveRun run, Instant lastMove, Instant now) {
    Instant still = lastMove;
    for (RunState.Step step : run.state().steps().values()) {
      if (step.settled() != null) {
        continue;
      }
      Instant until = step.started().until();
      if (until != null && until.isAfter(still)) {
        still = until;
      }
      if (groups.waitsForItsWindow(fleet.group(run.id, step.started().step()), now)) {
        return now;
      }
    }
    return still;
  }
}
