package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** The steps that ask somebody whether the chain may go on. */
final class Checks {
  /** Where the check itself failed: it says neither yes nor no. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** So long before its patience ends the chain asks for the last time. */
  private static final Duration FOR_THE_LAST_ANSWER = Duration.ofSeconds(5);

  private final EventRecorder recorder;
  private final WaitingSteps steps;
  private final DueTimes<Timer> timers;
  private final Patience patience;
  private final CommandQueue commands;

  Checks(
      EventRecorder recorder,
      WaitingSteps steps,
      DueTimes<Timer> timers,
      Patience patience,
      CommandQueue commands) {
    this.recorder = recorder;
    this.steps = steps;
    this.timers = timers;
    this.patience = patience;
    this.commands = commands;
  }

  /** The chain has come to the step, which may have started in an earlier life. */
  void reach(
      LiveRun run,
      String step,
      Duration timeout,
      Supplier<CompletionStage<CheckFinding>> check,
      CompletableFuture<StepAnswer> answer,
      Instant now) {
    Instant end = now.plus(timeout);
    steps.begin(run, new RunCommand.StartStep(step, now, StepKind.CHECK, end, null), answer);
    Question question = new Question(run, run.pass(), step, check);
    patience.watch(run, step, later -> expire(question, later), now);
    ask(question);
  }

  /** However the endpoint keeps silent: the chain waits so long, and no longer. */
  private void expire(Question question, Instant now) {
    if (isOpen(question)) {
      String said = steps.deferral(question.run(), question.step());
      String reason = "not in time: " + (said == null ? "nothing was said for it" : said);
      steps.settle(question.run(), question.step(), StepResult.FAILED, reason, now);
    }
  }

  private void ask(Question question) {
    recorder.effect(
        () ->
            findingOf(question.check())
                .whenComplete(
                    (finding, error) ->
                        commands.ask(
                            now -> {
                              answered(
                                  question,
                                  error == null && finding != null ? finding : unanswered(error),
                                  now);
                              return null;
                            })));
  }

  private static CompletionStage<CheckFinding> findingOf(
      Supplier<CompletionStage<CheckFinding>> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CheckFinding unanswered(@Nullable Throwable error) {
    String why = error == null ? "it said nothing" : String.valueOf(error.getMessage());
    return new CheckFinding.NotNow("the check failed: " + why, AFTER_FAILURE);
  }

  private void answered(Question question, CheckFinding finding, Instant now) {
    LiveRun run = question.run();
    String step = question.step();
    if (!isOpen(question)) {
      return;
    }
    if (finding instanceof CheckFinding.Veto veto) {
      steps.settle(run, step, StepResult.FAILED, veto.reason(), now);
    } else if (finding instanceof CheckFinding.NotNow notNow) {
      steps.deferral(run, step, notNow.reason(), now);
      Instant last = patience.beforeEnd(FOR_THE_LAST_ANSWER, run, step, now);
      Instant wanted = now.plus(notNow.retryAfter());
      Instant again = last != null && wanted.isAfter(last) ? last : wanted;
      if (!again.isAfter(now)) {
        expire(question, now);
      } else {
        timers.add(
            again,
            later -> {
              if (isOpen(question)) {
                ask(question);
              }
            });
      }
    } else {
      steps.settle(run, step, StepResult.SUCCEEDED, null, now);
    }
  }

  /** Whether its answer matters still: the chain asks anew where it begins anew. */
  private boolean isOpen(Question question) {
    LiveRun run = question.run();
    return run.pass() == question.pass() && steps.isOpen(run, question.step());
  }

  /** What is asked until somebody says yes or no. */
  private record Question(
      LiveRun run, ChainPass pass, String step, Supplier<CompletionStage<CheckFinding>> check) {}
}
