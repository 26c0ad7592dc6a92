package org.fleetreboot.devicesim.device;

import java.util.concurrent.CompletionStage;

/** A received direct method call that is not answered yet. */
public interface IncomingMethodCall {

  String method();

  /**
   * Sends the answer.
   *
   * @return done when the hub has acknowledged it, or when it can no longer be sent
   */
  CompletionStage<?> answer(int status, Object payload);

  /** Drops the call without an answer. */
  void leaveUnanswered();
}
