package org.fleetreboot.app.explain;

import java.time.Instant;
import java.util.List;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/**
 * Where a device stands in one step of a run, by its events there.
 *
 * @param call its last call; null for none
 * @param last the last event that changed anything; null for none
 * @param deferral why it was last not called; null if it was called or settled since
 */
record DeviceStanding(
    @Nullable InvocationIntended call,
    @Nullable RebootEvent last,
    RebootEvent.@Nullable Deferred deferral) {

  /** Nothing has happened. */
  static final DeviceStanding NONE = new DeviceStanding(null, null, null);

  /** The standing after those events, of which the others are ignored. */
  static DeviceStanding of(List<RebootEvent> events, String run, String step) {
    DeviceStanding standing = NONE;
    for (RebootEvent event : events) {
      if (event.run().equals(run) && event.step().equals(step)) {
        standing = standing.after(event);
      }
    }
    return standing;
  }

  DeviceStanding after(RebootEvent event) {
    if (event instanceof RebootEvent.Noted) {
      return this;
    }
    if (event instanceof RebootEvent.Deferred now) {
      return new DeviceStanding(call, last, now);
    }
    return new DeviceStanding(event instanceof InvocationIntended now ? now : call, event, null);
  }

  /** From when it may be called again; null if that is not awaited. */
  @Nullable Instant retryAt() {
    if (last instanceof RebootEvent.Busy busy) {
      return busy.retryAt();
    }
    return last instanceof RebootEvent.NotDelivered failed ? failed.retryAt() : null;
  }

  /** When it must have shown its reboot; null if that is not awaited. */
  @Nullable Instant deadline() {
    boolean isAwaited =
        last instanceof RebootEvent.Accepted || last instanceof RebootEvent.AnswerLost;
    return isAwaited && call != null && last != null ? last.at().plus(call.confirmWithin()) : null;
  }

  /** Until when it must stay up; null if that is not awaited. */
  @Nullable Instant stayUpUntil() {
    boolean isBack =
        last instanceof RebootEvent.CameBack || last instanceof RebootEvent.RebootedAgain;
    return isBack && call != null && last != null && call.stayUp() != null
        ? last.at().plus(call.stayUp())
        : null;
  }

  /** Until when it is watched for a late reboot; null if it is not. */
  @Nullable Instant watchUntil() {
    if (last instanceof RebootEvent.NotConfirmed ended) {
      return ended.watchUntil();
    }
    return last instanceof RebootEvent.OutcomeUnknown ended ? ended.watchUntil() : null;
  }
}
