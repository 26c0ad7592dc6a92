package org.fleetreboot.engine;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.fleetreboot.workflow.Rollout;
import org.fleetreboot.workflow.RolloutCommand;
import org.jspecify.annotations.Nullable;

/** Asks a group's source for its devices, until the list is complete or the source has failed. */
final class TargetCollection {
  private final Ledger ledger;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final Desk desk;
  private final BiConsumer<RolloutSlot, Instant> onEnded;

  /**
   * @param onEnded told when a group's list is frozen, or the group is settled without
   */
  TargetCollection(
      Ledger ledger,
      HubWatch watch,
      DueTimes<Timer> timers,
      Desk desk,
      BiConsumer<RolloutSlot, Instant> onEnded) {
    this.ledger = ledger;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
    this.onEnded = onEnded;
  }

  /** Asks the source, unless it is being asked. */
  void begin(RolloutSlot rollout, TargetSource source) {
    if (rollout.isCollecting() && !rollout.sourceAsked) {
      ask(rollout, source);
    }
  }

  private void ask(RolloutSlot rollout, TargetSource source) {
    RunSlot run = ledger.fleet.run(rollout.run);
    int pass = run.pass();
    BooleanSupplier wanted = () -> run.pass() == pass && rollout.isCollecting();
    rollout.sourceAsked = true;
    HubQuestion<String> question =
        new HubQuestion<>(
            ledger,
            watch,
            timers,
            desk,
            wanted,
            (devices, now) -> {
              if (wanted.getAsBoolean()) {
                add(rollout, devices, now);
              }
            });
    ledger.effect(
        () ->
            question
                .ask(source::collect)
                .whenComplete(
                    (nothing, error) ->
                        desk.ask(
                            later -> {
                              if (run.pass() == pass) {
                                answered(rollout, question, error, later);
                              }
                              return null;
                            })));
  }

  private void add(RolloutSlot rollout, List<String> devices, Instant now) {
    Set<String> unknown = new LinkedHashSet<>(devices);
    unknown.removeAll(rollout.targets);
    ledger.record(
        rollout,
        Rollout.decide(
            rollout.state(), new RolloutCommand.AddTargets(now, List.copyOf(unknown), false)));
  }

  private void answered(
      RolloutSlot rollout, HubQuestion<String> question, @Nullable Throwable error, Instant now) {
    rollout.sourceAsked = false;
    if (!rollout.isCollecting()) {
      return;
    }
    if (error == null) {
      question.worked(now);
      end(rollout, new RolloutCommand.AddTargets(now, List.of(), true));
      return;
    }
    Throwable cause = causeOf(error);
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    end(rollout, new RolloutCommand.Fail(now, reason));
  }

  static Throwable causeOf(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  /** Ends it by that command: the list is complete, the source has failed, or it is cancelled. */
  void end(RolloutSlot rollout, RolloutCommand command) {
    ledger.record(rollout, Rollout.decide(rollout.state(), command));
    onEnded.accept(rollout, command.now());
  }

  /** How code outside a step asks for one. */
  interface Desk {
    <T> CompletionStage<T> ask(Function<Instant, T> command);
  }
}
