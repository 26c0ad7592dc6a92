package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.state.ChainPass;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens when a chain reaches a step, for the first time or again after a restart of
 * the program or of its route. Finished steps are answered, new steps wait for those started
 * before, and a chain that has changed is detected.
 */
public final class ChainReplay {
  private static final String PUT_BACK =
      "Put the route back as it was, start again and resume the run";

  private static final String STOPPED =
      "the route from %s, or one that it calls, has stopped. Start it again as it was, and resume"
          + " the run.";

  /**
   * How long a stopped route may take to start again: Camel waits up to 45 s for other exchanges
   * first.
   */
  private static final Duration RELOAD = Duration.ofMinutes(1);

  private final EventRecorder recorder;
  private final DueTimes<Timer> timers;
  private final Duration replayWithin;

  public ChainReplay(EventRecorder recorder, DueTimes<Timer> timers, Duration replayWithin) {
    this.recorder = recorder;
    this.timers = timers;
    this.replayWithin = replayWithin;
  }

  /**
   * Whether a step that the chain has reached begins, or continues. Any other step is answered at
   * once, held until the chain has reached the steps started before, or kept until a person resumes
   * the run.
   */
  boolean begins(LiveRun run, StepRequest request, Instant now) {
    String step = request.step();
    StepKind kind = request.kind();
    CompletableFuture<StepAnswer> answer = request.answer();
    ChainPass pass = run.pass();
    pass.reach(step);
    RunState.Step known = run.state().steps().get(step);
    RunEvent.StepSettled settled = known == null ? null : known.settled();
    if (settled != null) {
      reply(run, settled, answer);
    } else if (!run.state().isOpen()) {
      recorder.effect(new Effect.Refusal(answer, new NoSuchRun(run.id)));
    } else if (known == null && run.state().cancelled()) {
      String reason = run.state().reason();
      recorder.effect(
          new Effect.Answer<>(
              answer,
              new StepAnswer(run.id, step, StepResult.CANCELLED, Tally.EMPTY, reason, false)));
    } else if (known == null && !pass.mayComeInAnyOrder() && !run.missing().isEmpty()) {
      pass.hold(request);
      timers.add(now.plus(replayWithin), run.inThisPass(later -> checkOrder(run, step, later)));
    } else if (known != null && known.started().kind() != kind) {
      pass.change(request);
      String was = word(known.started().kind());
      diverge(
          run, "step " + step + " began as a " + was + " and is a " + word(kind), PUT_BACK, now);
    } else {
      return true;
    }
    return false;
  }

  private static String word(StepKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void reply(
      LiveRun run, RunEvent.StepSettled settled, CompletableFuture<StepAnswer> answer) {
    StepAnswer replayed =
        new StepAnswer(
            run.id, settled.step(), settled.result(), settled.tally(), settled.reason(), true);
    recorder.effect(new Effect.Answer<>(answer, replayed));
  }

  private void checkOrder(LiveRun run, String step, Instant now) {
    List<String> missing = run.missing();
    if (run.state().steps().containsKey(step) || missing.isEmpty() || !run.state().isOpen()) {
      return;
    }
    diverge(
        run,
        "the chain came to step " + step + " before its started " + String.join(", ", missing),
        now);
  }

  /** Pauses the run if no route takes it in time. */
  void expectHandOver(LiveRun run, Instant now) {
    expectHandOver(run, replayWithin, "no route begins with %s. " + PUT_BACK + ".", now);
  }

  /**
   * Pauses the run, whose route has stopped while the program runs, if no route takes it in time.
   */
  void expectReload(LiveRun run, Instant now) {
    expectHandOver(run, RELOAD, STOPPED, now);
  }

  private void expectHandOver(LiveRun run, Duration within, String why, Instant now) {
    timers.add(
        now.plus(within),
        run.inThisPass(
            later -> {
              RunEvent.RunAccepted accepted = run.state().accepted();
              if (!run.pass().isHandedOver() && run.state().isOpen() && accepted != null) {
                run.pass().routeMissing(why);
                pause(
                    run,
                    PauseKind.ROUTE_AWAY,
                    why.formatted("reboot-run:" + accepted.chain()),
                    later);
              }
            }));
  }

  /** Pauses the run because its chain is not the one that it began with. */
  public void diverge(LiveRun run, String why, Instant now) {
    diverge(run, why, PUT_BACK + "; or resume it as it is", now);
  }

  private void diverge(LiveRun run, String why, String remedy, Instant now) {
    String reason = "the chain has changed: " + why + ". " + remedy + ".";
    run.pass().diverge(reason);
    pause(run, PauseKind.DIVERGED, reason, now);
  }

  private void pause(LiveRun run, PauseKind kind, String reason, Instant now) {
    recorder.record(
        run,
        Run.decide(run.state(), new RunCommand.Pause(now, now, kind, Requester.PROGRAM, reason)));
  }

  /**
   * A person has resumed the run.
   *
   * @param pause why it was paused; null if it was not
   */
  void resumed(LiveRun run, @Nullable PauseKind pause, Instant now) {
    ChainPass pass = run.pass();
    if (pass.whyNoRoute() != null) {
      expectHandOver(run, replayWithin, pass.whyNoRoute(), now);
    } else if (pause == PauseKind.DIVERGED) {
      // Resuming a run after a divergence accepts its changed chain.
      pass.acceptDivergence();
    } else if (pass.divergence() != null) {
      // The run was paused for another reason, so nobody knows of the divergence yet.
      pause(run, PauseKind.DIVERGED, pass.divergence(), now);
    }
  }
}
