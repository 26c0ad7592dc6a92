package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.EpochNanos;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/** The state of one device, folded from all its events. */
public sealed interface RebootState {
  /** A device without any event. */
  RebootState INITIAL = new Idle(DeviceHistory.NONE);

  DeviceHistory past();

  /** The call that this state is about; null if none is under way. */
  @Nullable Call call();

  /** The same state with more history. */
  RebootState with(DeviceHistory more);

  /** An equal state that shares what it has in common with those of other devices. */
  RebootState sharing(Sharing sharing);

  /** Nothing is under way. */
  record Idle(DeviceHistory past) implements RebootState {
    @Override
    public @Nullable Call call() {
      return null;
    }

    @Override
    public Idle with(DeviceHistory more) {
      return new Idle(more);
    }

    @Override
    public Idle sharing(Sharing sharing) {
      return new Idle(past.sharing(sharing));
    }
  }

  /** A call is or was under way, and its result is not settled. */
  sealed interface InFlight extends RebootState {
    @Override
    Call call();

    /** How the device accepted; null if it has not, or nobody knows. */
    default @Nullable Acceptance answer() {
      return null;
    }
  }

  /** The intent is durable, the answer is not. */
  record Calling(InvocationIntended intent, DeviceHistory past) implements InFlight {
    @Override
    public InvocationIntended call() {
      return intent;
    }

    @Override
    public Calling with(DeviceHistory more) {
      return new Calling(intent, more);
    }

    @Override
    public Calling sharing(Sharing sharing) {
      return new Calling(intent, past.sharing(sharing));
    }
  }

  /**
   * The device accepted, or its answer was lost; now the marker decides.
   *
   * @param answer how the device accepted; null if its answer was lost
   * @param deadlineNanos see {@link #deadline}
   */
  record Awaiting(
      SentCall call, @Nullable Acceptance answer, long deadlineNanos, DeviceHistory past)
      implements InFlight {
    Awaiting(SentCall call, @Nullable Acceptance answer, Instant deadline, DeviceHistory past) {
      this(call, answer, EpochNanos.of(deadline), past);
    }

    /** A poll begun at or after this gives a verdict. */
    public Instant deadline() {
      return EpochNanos.instant(deadlineNanos);
    }

    /** Whether the device accepted. */
    public boolean accepted() {
      return answer != null;
    }

    @Override
    public Awaiting with(DeviceHistory more) {
      return new Awaiting(call, answer, deadlineNanos, more);
    }

    @Override
    public Awaiting sharing(Sharing sharing) {
      return new Awaiting(
          call.sharing(sharing),
          answer == null ? null : sharing.same(answer),
          deadlineNanos,
          past.sharing(sharing));
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
      SentCall call,
      @Nullable Acceptance answer,
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
      return Objects.requireNonNull(call.stayUp());
    }

    @Override
    public StayingUp with(DeviceHistory more) {
      return new StayingUp(call, answer, after, reboots, since, more);
    }

    @Override
    public StayingUp sharing(Sharing sharing) {
      return new StayingUp(call, answer, after, reboots, since, past.sharing(sharing));
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
    public InvocationIntended call() {
      return intent;
    }

    @Override
    public Retrying with(DeviceHistory more) {
      return new Retrying(intent, nextAttempt, notBefore, more);
    }

    @Override
    public Retrying sharing(Sharing sharing) {
      return new Retrying(intent, nextAttempt, notBefore, past.sharing(sharing));
    }
  }

  /**
   * Ended unknown or not confirmed; polled now and then, in case its marker changes late.
   *
   * @param watchUntil a poll begun at or after this no longer refers to that call
   */
  record Doubtful(SentCall call, Instant watchUntil, DeviceHistory past) implements RebootState {
    @Override
    public Doubtful with(DeviceHistory more) {
      return new Doubtful(call, watchUntil, more);
    }

    @Override
    public Doubtful sharing(Sharing sharing) {
      return new Doubtful(call, watchUntil, past.sharing(sharing));
    }
  }
}
