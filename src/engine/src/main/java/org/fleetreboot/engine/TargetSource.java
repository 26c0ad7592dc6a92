package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;

/** Where the devices of a group come from. */
@FunctionalInterface
public interface TargetSource {

  /**
   * Collects the devices. After a crash it is asked again, from the beginning; devices that are
   * known already are not added twice.
   *
   * @return completes when all pages are handed over; fails when the step has failed, with the
   *     reason as its message. Trouble of the hub is no failure: see {@link PageCollector#troubled}
   */
  CompletionStage<Void> collect(PageCollector<String> collector);
}
