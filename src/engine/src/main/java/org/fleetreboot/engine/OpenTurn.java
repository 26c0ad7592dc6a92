package org.fleetreboot.engine;

import java.time.Instant;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** A turn that was handed out and has not ended. */
final class OpenTurn {
  final long number;
  final LiveGroup group;
  final LiveDevice device;

  /** When it is taken back. */
  Instant endsBy;

  boolean intended;

  /** Whether it led to a call. */
  boolean called;

  /** Whether its device is offline, and waited for. */
  boolean awaitsDevice;

  /** Why its device is not called in it; null while nothing says so. */
  @Nullable Hold hold;

  /** Until when the hub asks to be asked no more about its device; null when it does not. */
  @Nullable Instant notBefore;

  /** When the last call goes out of the hours that its device is in; null when they do not end. */
  @Nullable Instant lastCall;

  boolean holdsSlot = true;

  /** Whether the route is done with it. */
  boolean released;

  OpenTurn(long number, LiveGroup group, LiveDevice device, Instant endsBy) {
    this.number = number;
    this.group = group;
    this.device = device;
    this.endsBy = endsBy;
  }

  /** The call whose answer is not recorded; null when there is none. */
  @Nullable InvocationIntended unanswered() {
    return device.state() instanceof RebootState.Calling calling && group.isRebooting(device)
        ? calling.intent()
        : null;
  }
}
