package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.fleetreboot.engine.PageCollector;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;

/** The devices that a query finds. */
final class QueryTargets implements TargetSource {
  private final DeviceQuery query;
  private final QueryPages<String> pages;

  QueryTargets(AsyncProducer via, DeviceQuery query, int pageSize, ContinuationPool workers) {
    this.query = query;
    this.pages = new QueryPages<>(via, query.text(), query::device, pageSize, workers);
  }

  /** The query as it is sent to the hub. */
  String query() {
    return query.text();
  }

  @Override
  public CompletionStage<Void> collect(PageCollector<String> collector) {
    return pages.collect(collector);
  }
}
