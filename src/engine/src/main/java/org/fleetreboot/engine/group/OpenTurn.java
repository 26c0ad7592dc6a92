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
  final long number;
  final LiveGroup group;
  final LiveDevice device;
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

  /** Whether nothing will end it any more. */
  boolean isOverdue(Instant now) {
    return !endsBy.isAfter(now);
  }

  void clockMoved(Duration by) {
    endsBy = endsBy.plus(by);
  }

  /** Whether it has been decided if the device is called in it. */
  boolean isDecided() {
    return decided;
  }

  void markDecided() {
    decided = true;
  }

  /** It led to a call, which is answered by then at the latest. */
  void call(Instant answerBy) {
    called = true;
    endsBy = answerBy;
  }

  boolean wasCalled() {
    return called;
  }

  /** Its device is not called in it, but may be in another turn. */
  void defer(@Nullable DeferredTurn why) {
    deferred = why;
  }

  /** Why its device is not called in it; null if no reason is known. */
  @Nullable DeferredTurn deferred() {
    return deferred;
  }

  /** Its device is offline, and the group waits for it. */
  void awaitDevice() {
    awaitsDevice = true;
  }

  boolean awaitsDevice() {
    return awaitsDevice;
  }

  /** The hub asks not to be asked about the device before then; null if it names no time. */
  void notBefore(@Nullable Instant at) {
    notBefore = at;
  }

  @Nullable Instant notBefore() {
    return notBefore;
  }

  /**
   * When the last call may be sent in the window that the device is in; null if the window does not
   * end.
   */
  void lastCall(@Nullable Instant at) {
    lastCall = at;
  }

  @Nullable Instant lastCall() {
    return lastCall;
  }

  /** Gives its slot back; returns whether it held one. */
  boolean freeSlot() {
    boolean held = holdsSlot;
    holdsSlot = false;
    return held;
  }

  /** The route has finished with it. */
  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  /** The call whose answer is not recorded; null if there is none. */
  @Nullable InvocationIntended unanswered() {
    return device.state() instanceof RebootState.Calling calling && group.isRebooting(device)
        ? calling.intent()
        : null;
  }
}
