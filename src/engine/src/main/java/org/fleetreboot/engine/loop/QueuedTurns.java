package org.fleetreboot.engine.loop;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.Turns;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/** Queues the results of turns for the next step. */
final class QueuedTurns implements Turns {
  private final CommandQueue queue;

  QueuedTurns(CommandQueue queue) {
    this.queue = queue;
  }

  @Override
  public AutoCloseable handOver(Consumer<Turn> consumer) {
    return QueuedHandOver.begin(
        queue,
        (core, now) -> core.hubs().forEach(hub -> hub.turns.setConsumer(consumer)),
        (core, now) -> core.hubs().forEach(hub -> hub.turns.setConsumer(null)));
  }

  @Override
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return queue.ask(
        (core, now) -> core.hub(turn.hub()).turns.checked(turn.number(), finding, now));
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    return queue.<@Nullable InvocationIntended>ask(
        (core, now) -> core.hub(turn.hub()).turns.intend(turn.number(), baseline, now));
  }

  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return queue.tell(
        (core, now) ->
            core.hub(turn.hub())
                .turns
                .answer(turn.number(), turn.device(), invocation, answer, trouble, now));
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {
    queue.tell((core, now) -> core.hub(turn.hub()).turns.release(turn.number(), trouble, now));
  }
}
