package org.fleetreboot.engine.loop;

import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.Control;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/** Queues orders of people for the next step. */
final class QueuedControl implements Control {
  private final CommandQueue queue;

  QueuedControl(CommandQueue queue) {
    this.queue = queue;
  }

  @Override
  public CompletionStage<Boolean> pause(String run, Requester by, String reason) {
    return queue.ask((core, now) -> core.control.pause(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> resume(String run, Requester by, @Nullable String reason) {
    return queue.ask((core, now) -> core.control.resume(run, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> adoptJournal(Requester by, @Nullable String reason) {
    return queue.ask((core, now) -> core.control.adoptJournal(by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> cancel(String run, Requester by, String reason, boolean forced) {
    return queue.ask((core, now) -> core.control.cancel(run, by, reason, forced, now));
  }

  @Override
  public CompletionStage<Boolean> skip(
      String run, @Nullable String hub, String device, Requester by, String reason) {
    return queue.ask((core, now) -> core.control.skip(run, hub, device, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> approve(
      String run, String step, Requester by, @Nullable String remark) {
    return queue.ask((core, now) -> core.control.approve(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> reject(
      String run, String step, Requester by, @Nullable String remark) {
    return queue.ask((core, now) -> core.control.reject(run, step, by, remark, now));
  }

  @Override
  public CompletionStage<Boolean> stopFleet(@Nullable String hub, Requester by, String reason) {
    return queue.ask((core, now) -> core.control.stopFleet(hub, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> liftStop(
      @Nullable String hub, Requester by, @Nullable String reason) {
    return queue.ask((core, now) -> core.control.liftStop(hub, by, reason, now));
  }

  @Override
  public CompletionStage<Boolean> refused(RefusedOrder order) {
    return queue.ask((core, now) -> core.control.refused(order, now));
  }
}
