package org.fleetreboot.devicesim.device;

import java.util.concurrent.CompletionStage;

/** A direct method call that a device has taken and owes an answer. */
interface MethodCall {

  String method();

  /**
   * Sends the answer.
   *
   * @return done when the hub has taken it; at the latest when it can no longer be sent
   */
  CompletionStage<?> answer(int status, Object payload);

  /** Lets go of the call without an answer. */
  void leaveUnanswered();
}
