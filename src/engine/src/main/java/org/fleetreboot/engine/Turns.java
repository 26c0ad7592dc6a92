package org.fleetreboot.engine;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.TwinReading;
import org.jspecify.annotations.Nullable;

/**
 * The turns of devices that are to be called: check, intent, one call, answer, release. For {@code
 * reboot-device:turn} and {@code reboot-device:invoke}. {@link Engine} says what holds for each
 * stage.
 */
public interface Turns {

  /**
   * Hands over the turns as they come; each holds a permit until {@link #release}. One that is not
   * released is taken back: after 15 minutes without an intent, or when the answer to its call is
   * two minutes overdue, which then counts as lost. One consumer at a time: a second one is refused
   * with IllegalStateException.
   *
   * @return ends it; turns not released yet stay as they are
   */
  AutoCloseable handOver(Consumer<Turn> consumer);

  /**
   * Takes what a check says of the device before its call: a veto skips it; "not now" ends the turn
   * without a call, and it comes again, for as long as the group's waitWithin.
   *
   * @return whether the call may go on, as far as the check goes
   */
  CompletionStage<Boolean> checked(Turn turn, CheckFinding finding);

  /**
   * Decides on the twin just read whether the device is called.
   *
   * @return the durable intent: send it once, now. Null when there is nothing to send: the device
   *     is settled, was left out, its group is paused, or this turn has had its intent already
   */
  CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline);

  /**
   * Records what came back. A second answer to one invocation changes nothing.
   *
   * @param trouble the hub's part in it; null when it had none
   */
  CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble);

  /**
   * Gives the permit back; while the answer to its call is outstanding, as soon as that is
   * recorded. The device is called in a later turn unless this one settled it or left it to its
   * marker.
   *
   * @param trouble why no twin could be read before the call, when the hub was the reason; null
   *     otherwise
   */
  void release(Turn turn, @Nullable HubTrouble trouble);
}
