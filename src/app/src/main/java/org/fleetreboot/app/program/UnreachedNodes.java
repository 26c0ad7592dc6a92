package org.fleetreboot.app.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.node.NodeIdle;
import org.fleetreboot.engine.node.OtherNodes;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/**
 * Passes nothing on: a program that has lost its work says so, and ends or starts anew.
 * Thread-safe.
 */
final class UnreachedNodes implements OtherNodes, Control {
  @Override
  public Control control() {
    return this;
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return idle();
  }

  @Override
  public CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request) {
    return idle();
  }

  @Override
  public CompletionStage<RunReceipt> skip(RunRequest request, String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> pause(String run, Requester by, String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> resume(String run, Requester by, @Nullable String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(Requester by, @Nullable String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, Requester by, String reason, boolean forced) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> skip(
      String run, @Nullable String hub, String device, Requester by, String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, Requester by, @Nullable String remark) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, Requester by, @Nullable String remark) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> stopFleet(@Nullable String hub, Requester by, String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> liftStop(
      @Nullable String hub, Requester by, @Nullable String reason) {
    return idle();
  }

  @Override
  public CompletionStage<Boolean> refused(RefusedOrder order) {
    return idle();
  }

  private static <T> CompletionStage<T> idle() {
    return CompletableFuture.failedFuture(new NodeIdle());
  }
}
