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
 * reboot-device:turn} and {@code reboot-device:invoke}. See {@link Engine} for what each stage
 * guarantees.
 */
public interface Turns {

  /**
   * Hands over turns as they come. Each holds a slot until {@link #release}. A turn that is not
   * released is taken back after 15 minutes without an intent, or when the answer to its call is
   * two minutes overdue, which then counts as lost. A second consumer is refused with
   * IllegalStateException.
   *
   * @return ends the hand-over, once; turns that are not released yet stay as they are
   */
  AutoCloseable handOver(Consumer<Turn> consumer);

  /**
   * Takes the result of a check of the device before its call. A veto skips the device. "Not now"
   * ends the turn without a call, and the device gets another turn, for as long as the group's
   * {@code waitWithin}.
   *
   * @return whether the call may be made after this check
   */
  CompletionStage<Boolean> checked(Turn turn, CheckFinding finding);

  /**
   * Decides by the twin that was just read whether the device is called.
   *
   * @return the durable intent: send it once, now. Null if nothing is to be sent: the device is
   *     settled or skipped, its group is paused, or this turn has had its intent already
   */
  CompletionStage<@Nullable InvocationIntended> intend(Turn turn, TwinReading baseline);

  /**
   * Records the answer to a call. A second answer to the same invocation changes nothing.
   *
   * @param trouble the trouble that the hub had with the call; null for none
   */
  CompletionStage<Void> answer(
      Turn turn, UUID invocation, InvocationAnswer answer, @Nullable HubTrouble trouble);

  /**
   * Gives the slot back, or, while the answer to its call is outstanding, lets it be given back
   * once the answer is recorded. The device gets another turn unless this one settled it or called
   * it.
   *
   * @param trouble why no twin could be read before the call, if the hub was the reason; null
   *     otherwise
   */
  void release(Turn turn, @Nullable HubTrouble trouble);
}
