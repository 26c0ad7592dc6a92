package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** Reboots a group. */
final class GroupProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final RebootConfiguration options;
  private final GroupOptions group;
  private @Nullable AsyncProducer targetsVia;
  private @Nullable AsyncProducer twinVia;
  private @Nullable QueryTargets queried;
  private final List<TargetSource> excluded = new ArrayList<>();

  GroupProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.options = endpoint.getConfiguration();
    this.group = endpoint.groupOptions();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (asksAboutList()) {
      twinVia = producer(options.getTwinVia());
    }
    if (options.getQuery() != null
        || options.getExcludeQuery() != null
        || twinVia != null
        || group.countsDisconnected()) {
      targetsVia = producer(options.getTargetsVia());
      queried = found(targetsVia, endpoint.query());
    }
    excluded.clear();
    if (options.getExclude() != null) {
      excluded.add(ListedTargets.of(TargetList.option(options.getExclude())));
    }
    QueryTargets without = targetsVia == null ? null : found(targetsVia, endpoint.excludeQuery());
    if (without != null) {
      excluded.add(without);
    }
  }

  private boolean asksAboutList() {
    return options.getQuery() == null && options.getUnknownDevices().equals("refuse");
  }

  private AsyncProducer producer(String uri) throws Exception {
    AsyncProducer producer = endpoint.getCamelContext().getEndpoint(uri).createAsyncProducer();
    ServiceHelper.startService(producer);
    return producer;
  }

  private @Nullable QueryTargets found(AsyncProducer via, @Nullable DeviceQuery query) {
    return query == null
        ? null
        : new QueryTargets(via, query, options.getPageSize(), endpoint.getComponent().pool());
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(targetsVia, twinVia);
    super.doStop();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    TargetSource all = queried == null ? ListedTargets.in(exchange.getMessage()) : queried;
    TargetSource source = excluded.isEmpty() ? all : new RemainingTargets(all, excluded);
    String targets = queried == null ? "list" : queried.query();
    GroupOptions asked = group(exchange);
    return endpoint
        .getComponent()
        .engine()
        .group(run, step, asked, options.getPayload(), targets, known(source), disconnected(asked));
  }

  /** Who tells it; a message may ask for what the route does not. */
  private DisconnectedSource disconnected(GroupOptions asked) {
    if (!asked.countsDisconnected()) {
      return DisconnectedSource.NONE;
    }
    AsyncProducer via = targetsVia;
    try {
      if (via == null) {
        via = producer(options.getTargetsVia());
        targetsVia = via;
      }
    } catch (Exception e) {
      throw new IllegalStateException(
          "targetsVia " + options.getTargetsVia() + " cannot be asked who is disconnected", e);
    }
    return new QueryDisconnected(via, options.getPageSize(), endpoint.getComponent().pool());
  }

  private GroupOptions group(Exchange exchange) {
    Map<String, String> sent = SentOptions.of(exchange);
    return sent.isEmpty()
        ? group
        : GroupOptionsReader.of(endpoint.getComponent().withOptions(options, sent));
  }

  private TargetSource known(TargetSource source) {
    AsyncProducer queries = targetsVia;
    AsyncProducer twins = twinVia;
    if (queries == null || twins == null) {
      return source;
    }
    ContinuationPool workers = endpoint.getComponent().pool();
    return new KnownTargets(
        source,
        query -> new QueryTargets(queries, query, options.getPageSize(), workers),
        new DeviceRegistry(twins, workers));
  }
}
