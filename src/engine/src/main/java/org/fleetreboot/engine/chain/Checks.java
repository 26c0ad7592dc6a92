package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.state.ChainPass;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps that ask an endpoint whether the chain may continue. */
public final class Checks {
  /** How long to wait after a check failed without an answer. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** How long before its timeout a step asks for the last time. */
  private static final Duration FOR_THE_LAST_ANSWER = Duration.ofSeconds(5);

  private final EventRecorder recorder;
  private final OpenSteps steps;
  private final DueTimes<Timer> timers;
  private final StepTimeouts timeouts;

  public Checks(
      EventRecorder recorder, OpenSteps steps, DueTimes<Timer> timers, StepTimeouts timeouts) {
    this.recorder = recorder;
    this.steps = steps;
    this.timers = timers;
    this.timeouts = timeouts;
  }

  /** The chain has reached the step, which may have started before a restart. */
  void begin(LiveRun run, StepRequest.OfCheck request, Instant now) {
    String step = request.step();
    Instant end = now.plus(request.timeout());
    steps.begin(
        run, new RunCommand.StartStep(step, now, StepKind.CHECK, end, null), request.answer());
    timeouts.watch(run, step, now);
    new Asked(run, step, request.check()).ask();
  }

  /** The timeout has passed, and the endpoint has not said yes. */
  void timedOut(LiveRun run, String step, Instant now) {
    String said = steps.deferral(run, step);
    String reason = "not in time: " + (said == null ? "the check gave no answer" : said);
    steps.settle(run, step, StepResult.FAILED, reason, now);
  }

  /** A check that is asked until it says yes or no. */
  private final class Asked {
    private final LiveRun run;
    private final ChainPass pass;
    private final String step;
    private final Supplier<CompletionStage<CheckFinding>> check;

    private Asked(LiveRun run, String step, Supplier<CompletionStage<CheckFinding>> check) {
      this.run = run;
      this.pass = run.pass();
      this.step = step;
      this.check = check;
    }

    private void ask() {
      if (isOpen()) {
        recorder.effect(new Effect.Ask(this::begin));
      }
    }

    /** Runs outside the step of the engine. */
    private void begin(EffectContext context) {
      finding()
          .whenComplete(
              (finding, error) ->
                  context.ask(
                      now -> {
                        answered(
                            error == null && finding != null ? finding : unanswered(error), now);
                        return null;
                      }));
    }

    private CompletionStage<CheckFinding> finding() {
      try {
        return check.get();
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private CheckFinding unanswered(@Nullable Throwable error) {
      String why = error == null ? "it said nothing" : String.valueOf(error.getMessage());
      return new CheckFinding.NotNow("the check failed: " + why, AFTER_FAILURE);
    }

    private void answered(CheckFinding finding, Instant now) {
      if (!isOpen()) {
        return;
      }
      if (finding instanceof CheckFinding.Veto veto) {
        steps.settle(run, step, StepResult.FAILED, veto.reason(), now);
      } else if (finding instanceof CheckFinding.NotNow notNow) {
        askAgain(notNow, now);
      } else {
        steps.settle(run, step, StepResult.SUCCEEDED, null, now);
      }
    }

    private void askAgain(CheckFinding.NotNow notNow, Instant now) {
      steps.defer(run, step, notNow.reason(), now);
      Instant last = timeouts.beforeEnd(FOR_THE_LAST_ANSWER, run, step, now);
      Instant wanted = now.plus(notNow.retryAfter());
      Instant again = last != null && wanted.isAfter(last) ? last : wanted;
      if (again.isAfter(now)) {
        timers.add(again, later -> ask());
      } else {
        timedOut(run, step, now);
      }
    }

    /** Whether its answer still matters: a chain that begins anew asks anew. */
    private boolean isOpen() {
      return run.pass() == pass && steps.isOpen(run, step);
    }
  }
}
