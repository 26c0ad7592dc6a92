package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where the devices of a group come from. */
@FunctionalInterface
public interface TargetSource {

  /**
   * Collects the devices. Asked again after a crash, from the beginning: devices known already are
   * not added twice.
   *
   * @return completes when all pages are handed over. Fails when the step has failed; the message
   *     is the reason. Trouble of the hub is none: see {@link Collector#troubled}
   */
  CompletionStage<Void> collect(Collector collector);

  /** Takes the devices page by page. */
  interface Collector {

    /** Completes when the page is durable: ask for the next one then. */
    CompletionStage<Void> add(List<String> devices);

    /**
     * Waits out the hub's trouble.
     *
     * @return completes when the hub may be asked again: go on with the page that failed. Fails
     *     when nobody wants the devices any more
     */
    CompletionStage<Void> troubled(HubTrouble trouble);

    /** One that waits as this one does, and does something else with the devices. */
    default Collector adding(Function<List<String>, CompletionStage<Void>> add) {
      Collector original = this;
      return new Collector() {
        @Override
        public CompletionStage<Void> add(List<String> devices) {
          return add.apply(devices);
        }

        @Override
        public CompletionStage<Void> troubled(HubTrouble trouble) {
          return original.troubled(trouble);
        }
      };
    }
  }
}
