package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;

/** Where the devices of a group come from. */
@FunctionalInterface
public interface TargetSource {

  /**
   * Collects the devices. Asked again after a crash, from the beginning: devices known already are
   * not added twice.
   *
   * @return completes when all pages are handed over. Fails when the step has failed; the message
   *     is the reason. Trouble of the hub is none: see {@link PageCollector#troubled}
   */
  CompletionStage<Void> collect(PageCollector<String> collector);
}
