package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.state.LiveDevice;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** A turn that was handed out and has not ended. */
final class OpenTurn {
  public final long number;
  public final LiveGroup group;
  public final LiveDevice device;
  private Instant endsBy;
  private boolean decided;
  private boolean called;
  private boolean awaitsDevice;
  private @Nullable DeferredTurn deferred;
  private @Nullable Instant notBefore;
  private @Nullable Instant lastCall;
  private boolean holdsSlot = true;
  private boolean released;

  OpenTurn(long number, LiveGroup group, LiveDevice device, Instant endsBy) {
    this.number = number;
    this.group = group;
    this.device = device;
    this.endsBy = endsBy;
  }

  /** Whether nobody ends it any more. */
  boolean isOverdue(Instant now) {
    return !endsBy.isAfter(now);
  }

  public void clockMoved(Duration by) {
    endsBy = endsBy.plus(by);
  }

  /** Whether it is known whether its device is called in it. */
  boolean isDecided() {
    return decided;
  }

  public void decide() {
    decided = true;
  }

  /** It led to a call, whose answer is there by then. */
  public void call(Instant answerBy) {
    called = true;
    endsBy = answerBy;
  }

  boolean wasCalled() {
    return called;
  }

  /** Its device is not called in it, but may be in another. */
  public void defer(@Nullable DeferredTurn why) {
    deferred = why;
  }

  /** Why its device is not called in it; null while nothing says so. */
  public @Nullable DeferredTurn deferred() {
    return deferred;
  }

  /** Its device is offline, and waited for. */
  void awaitDevice() {
    awaitsDevice = true;
  }

  boolean awaitsDevice() {
    return awaitsDevice;
  }

  /** The hub asks to be asked no more about its device until then. */
  public void notBefore(@Nullable Instant at) {
    notBefore = at;
  }

  public @Nullable Instant notBefore() {
    return notBefore;
  }

  /** When the last call goes out of the hours that its device is in; null for no end. */
  void lastCall(@Nullable Instant at) {
    lastCall = at;
  }

  @Nullable Instant lastCall() {
    return lastCall;
  }

  /** Returns whether it held one of the calls that may be on the wire. */
  boolean freeSlot() {
    boolean held = holdsSlot;
    holdsSlot = false;
    return held;
  }

  /** The route is done with it. */
  public void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  /** The call whose answer is not recorded; null when there is none. */
  public @Nullable InvocationIntended unanswered() {
    return device.state() instanceof RebootState.Calling calling && group.isRebooting(device)
        ? calling.intent()
        : null;
  }
}
