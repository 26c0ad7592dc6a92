package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.jspecify.annotations.Nullable;

/** The devices that a query finds. */
final class QueryTargets implements TargetSource {
  private final QueryPages<String> pages;

  QueryTargets(
      AsyncProducer via,
      @Nullable String hub,
      DeviceQuery query,
      int pageSize,
      ContinuationPool workers) {
    this.pages = new QueryPages<>(via, hub, query.text(), query::device, pageSize, workers);
  }

  @Override
  public CompletionStage<Void> collect(PageCollector<String> collector) {
    return pages.collect(collector);
  }
}
