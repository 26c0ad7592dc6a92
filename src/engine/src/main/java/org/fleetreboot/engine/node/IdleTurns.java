package org.fleetreboot.engine.node;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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

/** Turns on an idle node: those that it gave before lead to no call any more. */
final class IdleTurns implements Turns {
  @Override
  public AutoCloseable handOver(Consumer<Turn> consumer) {
    return () -> {};
  }

  @Override
  public CompletionStage<Boolean> checked(Turn turn, CheckFinding finding) {
    return CompletableFuture.completedStage(false);
  }

  @Override
  public CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline) {
    return CompletableFuture.completedStage(null);
  }

  /** The node that is at work finds out by polling. */
  @Override
  public CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble) {
    return CompletableFuture.failedStage(new NodeIdle());
  }

  @Override
  public void release(Turn turn, @Nullable HubTrouble trouble) {}
}
