package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the devices of a group come from. */
@FunctionalInterface
public interface TargetSource {

  /**
   * Collects the devices. Asked again after a crash or an outage, from the beginning: devices known
   * already are not added twice.
   *
   * @return completes when all pages are handed over. Fails with {@link HubUnavailable} when it is
   *     worth asking again later; with any other exception the step has failed, and its message is
   *     the reason
   */
  CompletionStage<Void> collect(Collector collector);

  /** Takes the devices page by page. */
  @FunctionalInterface
  interface Collector {

    /** Completes when the page is durable: ask for the next one then. */
    CompletionStage<Void> add(List<String> devices);
  }
}
