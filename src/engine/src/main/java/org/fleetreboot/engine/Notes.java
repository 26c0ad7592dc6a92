package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;

/** What somebody says of a device, beside what its marker says. For {@code reboot-device:note}. */
public interface Notes {

  /**
   * Records a note of a device that is, or was, in that step. It changes nothing else. Fails with
   * {@link NoSuchRun} when there is no such run.
   *
   * @param note for people; at most 1,000 characters are kept
   * @return completes once the note is durable
   */
  CompletionStage<Void> add(String run, String step, String device, String note);
}
