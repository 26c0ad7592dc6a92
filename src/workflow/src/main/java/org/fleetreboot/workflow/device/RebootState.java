package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent.Accepted;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/** The state of one device, folded from all its events. */
public sealed interface RebootState {
  /** A device without any event. */
  RebootState INITIAL = new Idle(DeviceHistory.NONE);

  DeviceHistory past();

  /** The call that this state is about; null if none is under way. */
  @Nullable InvocationIntended intent();

  /** The same state with more history. */
  RebootState with(DeviceHistory more);

  /** Nothing is under way. */
  record Idle(DeviceHistory past) implements RebootState {
    @Override
    public @Nullable InvocationIntended intent() {
      return null;
    }

    @Override
    public Idle with(DeviceHistory more) {
      return new Idle(more);
    }
  }

  /** A call is or was under way, and its result is not settled. */
  sealed interface InFlight extends RebootState {
    @Override
    InvocationIntended intent();

    /** How the device accepted; null if it has not, or nobody knows. */
    default @Nullable Accepted answer() {
      return null;
    }
  }

  /** The intent is durable, the answer is not. */
  record Calling(InvocationIntended intent, DeviceHistory past) implements InFlight {
    @Override
    public Calling with(DeviceHistory more) {
      return new Calling(intent, more);
    }
  }

  /**
   * The device accepted, or its answer was lost; now the marker decides.
   *
   * @param answer how the device accepted; null if its answer was lost
   * @param deadline a poll begun at or after this gives a verdict
   */
  record Awaiting(
      InvocationIntended intent, @Nullable Accepted answer, Instant deadline, DeviceHistory past)
      implements InFlight {
    /** Whether the device accepted. */
    public boolean accepted() {
      return answer != null;
    }

    @Override
    public Awaiting with(DeviceHistory more) {
      return new Awaiting(intent, answer, deadline, more);
    }
  }

  /**
   * It has rebooted; now it must stay up.
   *
   * @param answer how the device accepted; null if its answer was lost
   * @param after the marker of its last boot
   * @param reboots since its call, from 1
   * @param since when that boot was seen
   */
  record StayingUp(
      InvocationIntended intent,
      @Nullable Accepted answer,
      BootMarker after,
      int reboots,
      Instant since,
      DeviceHistory past)
      implements InFlight {

    /** A poll begun at or after this gives a verdict. */
    public Instant until() {
      return since.plus(stayUp());
    }

    Duration stayUp() {
      return Objects.requireNonNull(intent.stayUp());
    }

    @Override
    public StayingUp with(DeviceHistory more) {
      return new StayingUp(intent, answer, after, reboots, since, more);
    }
  }

  /**
   * The call was provably not delivered, or found the device busy; the device may get another turn.
   *
   * @param notBefore when the back-off ends; whoever gives the turns must respect it
   */
  record Retrying(InvocationIntended intent, int nextAttempt, Instant notBefore, DeviceHistory past)
      implements RebootState {
    @Override
    public Retrying with(DeviceHistory more) {
      return new Retrying(intent, nextAttempt, notBefore, more);
    }
  }

  /**
   * Ended unknown or not confirmed; polled now and then, in case its marker changes late.
   *
   * @param watchUntil a poll begun at or after this no longer refers to that call
   */
  record Doubtful(InvocationIntended intent, Instant watchUntil, DeviceHistory past)
      implements RebootState {
    @Override
    public Doubtful with(DeviceHistory more) {
      return new Doubtful(intent, watchUntil, more);
    }
  }
}
