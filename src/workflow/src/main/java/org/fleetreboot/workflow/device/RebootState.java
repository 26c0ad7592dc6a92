package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.device.RebootEvent.Accepted;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/** The fold of all that ever happened to one device. */
public sealed interface RebootState {
  /** A device that nothing ever happened to. */
  RebootState INITIAL = new Idle(DeviceHistory.NONE);

  DeviceHistory past();

  /** The call that this state is about; null when nothing is under way. */
  @Nullable InvocationIntended intent();

  /** The same standing, with more of a past. */
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

  /** A call is under way, or was; what it did is not settled. */
  sealed interface InFlight extends RebootState {
    @Override
    InvocationIntended intent();

    /** How the device accepted; null when it has not, or nobody knows. */
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
   * The answer is known to be good or lost; the marker decides.
   *
   * @param answer how the device accepted; null when its answer was lost
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
   * It has rebooted; now it has to stay up.
   *
   * @param answer how the device accepted; null when its answer was lost
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
   * Proved not delivered, or busy when it was; the device may have its turn again.
   *
   * @param notBefore when the back-off ends; to keep it is up to whoever gives the turns
   */
  record Retrying(InvocationIntended intent, int nextAttempt, Instant notBefore, DeviceHistory past)
      implements RebootState {
    @Override
    public Retrying with(DeviceHistory more) {
      return new Retrying(intent, nextAttempt, notBefore, more);
    }
  }

  /**
   * Ended unknown or not confirmed; polled now and then, in case it changes late.
   *
   * @param watchUntil a poll begun at or after this is not about that call any more
   */
  record Doubtful(InvocationIntended intent, Instant watchUntil, DeviceHistory past)
      implements RebootState {
    @Override
    public Doubtful with(DeviceHistory more) {
      return new Doubtful(intent, watchUntil, more);
    }
  }
}
