package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.OpenOnAnotherHub;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
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
  private final Collection<HubWork> hubs;
  private final Duration resumeWithin;

  /**
   * @param resumeWithin a run that stood still for longer than this is paused
   */
  public RunRecovery(
      EventRecorder recorder,
      Fleet fleet,
      ChainSteps steps,
      Collection<HubWork> hubs,
      Duration resumeWithin) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.steps = steps;
    this.hubs = hubs;
    this.resumeWithin = resumeWithin;
  }

  /**
   * Takes up all open runs, and pauses those that stood still for too long.
   *
   * @param lastMoves when something was last recorded of each run, before the start
   * @throws OpenOnAnotherHub if one of them has a group on a hub that the program does not have
   */
  public void recover(Map<LiveRun, Instant> lastMoves, Instant now) {
    for (LiveRun run : fleet.runs()) {
      if (run.isOver() || !isOfTheseHubs(run)) {
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
      if (!run.isOver() && run.state().isOpen() && isOfTheseHubs(run)) {
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

  private boolean isOfTheseHubs(LiveRun run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null) {
      return true;
    }
    for (String hub : accepted.hubs()) {
      if (fleet.hasHub(hub)) {
        continue;
      }
      if (run.state().isOpen()) {
        throw new OpenOnAnotherHub(accepted, hub, fleet.hubs().stream().map(h -> h.name).toList());
      }
      return false;
    }
    return true;
  }

  /**
   * Lets each run agree with its groups. They lie in several partitions, and the program may have
   * died between them.
   */
  private void agreeWithGroups(LiveRun run, Instant now) {
    for (RunState.Step step : List.copyOf(run.state().steps().values())) {
      if (step.settled() == null) {
        steps.settle(run, step.started().step(), now);
      }
    }
    if (run.state().cancelled()) {
      cancelAll(run, String.valueOf(run.state().reason()), now);
    } else if (run.state().outcome() != null) {
      cancelAll(run, LiveRun.CHAIN_ENDED, now);
    }
  }

  private void cancelAll(LiveRun run, String reason, Instant now) {
    hubs.forEach(work -> work.groups().cancelAll(run, Requester.PROGRAM, reason, now));
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
      if (waitsForItsWindow(run, step.started().step(), now)) {
        return now;
      }
    }
    return still;
  }

  private boolean waitsForItsWindow(LiveRun run, String step, Instant now) {
    return hubs.stream()
        .filter(work -> run.hubs(step).contains(work.hub().name))
        .anyMatch(work -> work.groups().waitsForItsWindow(work.hub().group(run.id, step), now));
  }
}
