package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Takes what a question to the hub finds, page by page.
 *
 * @param <T> what it finds
 */
public interface PageCollector<T> {

  /**
   * Completes when the page is taken, and durable where it has to be: ask for the next one then.
   */
  CompletionStage<Void> add(List<T> page);

  /**
   * Waits out the hub's trouble.
   *
   * @return completes when the hub may be asked again: go on with the page that failed. Fails when
   *     nobody wants the answer any more
   */
  CompletionStage<Void> troubled(HubTrouble trouble);

  /** One that waits as this one does, and does something else with the pages. */
  default PageCollector<T> adding(Function<List<T>, CompletionStage<Void>> add) {
    PageCollector<T> original = this;
    return new PageCollector<>() {
      @Override
      public CompletionStage<Void> add(List<T> page) {
        return add.apply(page);
      }

      @Override
      public CompletionStage<Void> troubled(HubTrouble trouble) {
        return original.troubled(trouble);
      }
    };
  }
}
