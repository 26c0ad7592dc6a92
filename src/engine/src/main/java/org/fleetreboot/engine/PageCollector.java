package org.fleetreboot.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Takes the results of a query of the hub, page by page.
 *
 * @param <T> what a page holds
 */
public interface PageCollector<T> {

  /**
   * Completes when the page has been taken, and is durable if it must be. Ask for the next page
   * then.
   */
  CompletionStage<Void> add(List<T> page);

  /**
   * Waits until the trouble of the hub may be over.
   *
   * @return completes when the hub may be asked again for the page that failed; fails if the answer
   *     is not wanted any more
   */
  CompletionStage<Void> troubled(HubTrouble trouble);

  /** A collector that waits as this one does, and hands the pages to {@code add}. */
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
