package org.fleetreboot.nodes;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.Control;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/** Sends each order of people to the node that works. */
record SentControl(Function<Order, CompletionStage<Boolean>> send) implements Control {
  @Override
  public CompletionStage<Boolean> pause(String run, Requester by, String reason) {
    return send.apply(new Order.Pause(run, by, reason));
  }

  @Override
  public CompletionStage<Boolean> resume(String run, Requester by, @Nullable String reason) {
    return send.apply(new Order.Resume(run, by, reason));
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(Requester by, @Nullable String reason) {
    return send.apply(new Order.Adopt(by, reason));
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, Requester by, String reason, boolean forced) {
    return send.apply(new Order.Cancel(run, by, reason, forced));
  }

  @Override
  public CompletionStage<Boolean> skip(
      String run, @Nullable String hub, String device, Requester by, String reason) {
    return send.apply(new Order.Skip(run, hub, device, by, reason));
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, Requester by, @Nullable String remark) {
    return send.apply(new Order.Approve(run, step, by, remark));
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, Requester by, @Nullable String remark) {
    return send.apply(new Order.Reject(run, step, by, remark));
  }

  @Override
  public CompletionStage<Boolean> stopFleet(@Nullable String hub, Requester by, String reason) {
    return send.apply(new Order.Stop(hub, by, reason));
  }

  @Override
  public CompletionStage<Boolean> liftStop(
      @Nullable String hub, Requester by, @Nullable String reason) {
    return send.apply(new Order.Lift(hub, by, reason));
  }

  @Override
  public CompletionStage<Boolean> refused(RefusedOrder order) {
    return send.apply(new Order.Refused(order));
  }
}
