package org.fleetreboot.engine.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** What is asked of an engine, as commands that its queue takes: each is decided in a step. */
abstract class QueuedEngine implements Engine {

  /** Has the core answer in the next step; the answer comes once its events are durable. */
  public abstract <T> CompletionStage<T> ask(BiFunction<EngineCore, Instant, T> question);

  /** Waits for that, unless whoever waits makes the steps. */
  abstract void await(CompletionStage<Void> stage);

  final CompletionStage<Void> tell(EngineCore.Command command) {
    return ask(
        (theCore, now) -> {
          command.decide(theCore, now);
          return null;
        });
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return ask((theCore, now) -> theCore.runs.accept(request, now));
  }

  @Override
  public CompletionStage<RunReceipt> acceptAlone(RunRequest request) {
    return ask((theCore, now) -> theCore.runs.acceptAlone(request, now));
  }

  @Override
  public CompletionStage<RunReceipt> leaveOut(RunRequest request, String reason) {
    return ask((theCore, now) -> theCore.runs.leaveOut(request, reason, now));
  }

  @Override
  public AutoCloseable runs(String chain, Consumer<OpenRun> consumer) {
    await(tell((theCore, now) -> theCore.runs.chain(chain, consumer, now)));
    return () -> tell((theCore, now) -> theCore.runs.forgetChain(chain, now));
  }

  @Override
  public CompletionStage<Void> end(String run, @Nullable String error) {
    return tell((theCore, now) -> theCore.runs.end(run, error, now));
  }

  @Override
  public CompletionStage<Boolean> pause(String run, String by, String reason) {
    return ask((theCore, now) -> theCore.control.pause(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> resume(String run, String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.resume(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.adoptJournal(by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, String by, String reason, boolean forced) {
    return ask((theCore, now) -> theCore.control.cancel(run, by, reason, forced, now));
  }

  @Override
  public CompletionStage<Boolean> skip(String run, String device, String by, String reason) {
    return ask((theCore, now) -> theCore.control.skip(run, device, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, String by, @Nullable String remark) {
    return ask((theCore, now) -> theCore.control.approve(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, String by, @Nullable String remark) {
    return ask((theCore, now) -> theCore.control.reject(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> stopFleet(String by, String reason) {
    return ask((theCore, now) -> theCore.control.stopFleet(by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> liftStop(String by, @Nullable String reason) {
    return ask((theCore, now) -> theCore.control.liftStop(by, reason, now));
  }

  @Override
  public CompletionStage<StepAnswer> group(
      String run,
      String step,
      GroupOptions options,
      @Nullable String payload,
      String targets,
      TargetSource source,
      DisconnectedSource disconnected) {
    return park(
        (theCore, now, answer) ->
            theCore.steps.group(
                run, step, options, payload, targets, source, disconnected, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> soak(
      String run, String step, Duration duration, @Nullable Limit maxUnstable) {
    return park(
        (theCore, now, answer) ->
            theCore.steps.soak(run, step, duration, maxUnstable, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> check(
      String run, String step, Duration timeout, Supplier<CompletionStage<CheckFinding>> check) {
    return park(
        (theCore, now, answer) -> theCore.steps.check(run, step, timeout, check, answer, now));
  }

  @Override
  public CompletionStage<StepAnswer> approval(String run, String step, ApprovalOptions options) {
    return park((theCore, now, answer) -> theCore.steps.approval(run, step, options, answer, now));
  }

  private CompletionStage<StepAnswer> park(Parking parking) {
    CompletableFuture<StepAnswer> answer = new CompletableFuture<>();
    tell((theCore, now) -> parking.decide(theCore, now, answer))
        .whenComplete(
            (nothing, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              }
            });
    return answer;
  }

  @Override
  public AutoCloseable turns(Consumer<Turn> consumer) {
    await(tell((theCore, now) -> theCore.turns.consumer(consumer)));
    return () -> tell((theCore, now) -> theCore.turns.consumer(null));
  }

  @Override
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return ask((theCore, now) -> theCore.turns.checked(turn.number(), finding, now));
  }

  @Override
  public CompletionStage<Void> note(String run, String step, String device, String note) {
    return tell((theCore, now) -> theCore.control.note(run, step, device, note, now));
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    return this.<@Nullable InvocationIntended>ask(
        (theCore, now) -> theCore.turns.intend(turn.number(), baseline, now));
  }

  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return tell(
        (theCore, now) ->
            theCore.turns.answer(turn.number(), turn.device(), invocation, answer, trouble, now));
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {
    tell((theCore, now) -> theCore.turns.release(turn.number(), trouble, now));
  }

  @Override
  public CompletionStage<List<Poll>> due() {
    return ask((theCore, now) -> theCore.polls.lease(now));
  }

  @Override
  public CompletionStage<Void> observe(Poll poll, TwinReading reading) {
    return tell((theCore, now) -> theCore.polls.observe(poll.number(), reading, now));
  }

  @Override
  public void release(Poll poll, @Nullable HubTrouble trouble) {
    tell((theCore, now) -> theCore.polls.release(poll.number(), trouble, now));
  }

  /** A step that answers later. */
  private interface Parking {
    void decide(EngineCore core, Instant now, CompletableFuture<StepAnswer> answer);
  }
}
