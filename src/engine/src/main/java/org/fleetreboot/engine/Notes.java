package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Remarks about devices, beside what their markers say. For {@code reboot-device:note}. */
public interface Notes {

  /**
   * Records a note about a device that is or was in that step. It changes nothing else. Fails with
   * {@link NoSuchRun} if there is no such run.
   *
   * @param hub the hub of the device; null for the only one
   * @param note for people; at most 1,000 characters are kept
   * @return completes once the note is durable
   */
  CompletionStage<Void> add(
      String run, String step, @Nullable String hub, String device, String note);
}
