package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.reboot.AnnouncedProducer;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** Reboots a group. */
final class GroupProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final TargetParameters targets;
  private final GroupOptions group;
  private @Nullable AsyncProducer targetsVia;
  private @Nullable AsyncProducer twinVia;
  private @Nullable QueryTargets queried;
  private final List<TargetSource> excluded = new ArrayList<>();

  GroupProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.targets = endpoint.getTargets();
    this.group = endpoint.groupOptions();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (asksAboutList()) {
      twinVia = producer(targets.getTwinVia());
    }
    if (targets.getQuery() != null
        || targets.getExcludeQuery() != null
        || twinVia != null
        || group.countsDisconnected()) {
      targetsVia = producer(targets.getTargetsVia());
      queried = found(targetsVia, targets.targets());
    }
    excluded.clear();
    if (!targets.excludedDevices().isEmpty()) {
      excluded.add(ListedTargets.of(List.copyOf(targets.excludedDevices())));
    }
    QueryTargets without = targetsVia == null ? null : found(targetsVia, targets.excluded());
    if (without != null) {
      excluded.add(without);
    }
  }

  private boolean asksAboutList() {
    return targets.getQuery() == null && targets.refusesUnknown();
  }

  private AsyncProducer producer(String uri) throws Exception {
    AsyncProducer producer = AnnouncedProducer.of(endpoint.getCamelContext().getEndpoint(uri));
    ServiceHelper.startService(producer);
    return producer;
  }

  private @Nullable QueryTargets found(AsyncProducer via, @Nullable DeviceQuery query) {
    return query == null
        ? null
        : new QueryTargets(via, query, targets.getPageSize(), endpoint.getComponent().pool());
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(targetsVia, twinVia);
    super.doStop();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    TargetSource all = queried == null ? ListedTargets.in(exchange.getMessage()) : queried;
    TargetSource source = excluded.isEmpty() ? all : new FilteredTargets(all, excluded);
    String found = queried == null ? "list" : queried.query();
    GroupOptions asked = group(exchange);
    return endpoint
        .getComponent()
        .steps()
        .group(
            run,
            step,
            asked,
            endpoint.getCall().getPayload(),
            List.of(new HubTargets(null, found, known(source), disconnected(asked))));
  }

  /** Finds disconnected devices, even if only the message sets the option. */
  private DisconnectedSource disconnected(GroupOptions asked) {
    if (!asked.countsDisconnected()) {
      return DisconnectedSource.NONE;
    }
    AsyncProducer via = targetsVia;
    try {
      if (via == null) {
        via = producer(targets.getTargetsVia());
        targetsVia = via;
      }
    } catch (Exception e) {
      throw new IllegalStateException(
          "targetsVia " + targets.getTargetsVia() + " cannot be asked who is disconnected", e);
    }
    return new DisconnectedQuery(via, targets.getPageSize(), endpoint.getComponent().pool());
  }

  private GroupOptions group(Exchange exchange) {
    Map<String, String> sent = MessageOptions.of(exchange);
    return sent.isEmpty()
        ? group
        : endpoint.getComponent().withOptions(endpoint.getConfiguration(), sent).groupOptions();
  }

  private TargetSource known(TargetSource source) {
    AsyncProducer queries = targetsVia;
    AsyncProducer twins = twinVia;
    if (queries == null || twins == null) {
      return source;
    }
    ContinuationPool workers = endpoint.getComponent().pool();
    return new RegisteredTargets(
        source,
        query -> new QueryTargets(queries, query, targets.getPageSize(), workers),
        new DeviceRegistry(twins, workers));
  }
}
