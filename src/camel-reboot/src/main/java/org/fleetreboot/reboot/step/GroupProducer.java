package org.fleetreboot.reboot.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.workflow.RolloutOptions;
import org.jspecify.annotations.Nullable;

/** Reboots a group. */
final class GroupProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final RebootConfiguration options;
  private final RolloutOptions rollout;
  private @Nullable AsyncProducer targetsVia;
  private @Nullable QueryTargets queried;
  private final List<TargetSource> excluded = new ArrayList<>();

  GroupProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.options = endpoint.getConfiguration();
    this.rollout = endpoint.rolloutOptions();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (options.getQuery() != null || options.getExcludeQuery() != null) {
      Endpoint via = endpoint.getCamelContext().getEndpoint(options.getTargetsVia());
      targetsVia = via.createAsyncProducer();
      ServiceHelper.startService(targetsVia);
      queried = found(targetsVia, options.getQuery());
    }
    excluded.clear();
    if (options.getExclude() != null) {
      excluded.add(ListedTargets.of(options.getExclude()));
    }
    QueryTargets without = targetsVia == null ? null : found(targetsVia, options.getExcludeQuery());
    if (without != null) {
      excluded.add(without);
    }
  }

  private @Nullable QueryTargets found(AsyncProducer via, @Nullable String query) {
    return query == null
        ? null
        : new QueryTargets(via, query, options.getPageSize(), endpoint.getComponent().pool());
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(targetsVia);
    super.doStop();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    TargetSource source = queried == null ? ListedTargets.in(exchange.getMessage()) : queried;
    String targets = queried == null ? "list" : queried.query();
    return endpoint
        .getComponent()
        .engine()
        .group(
            run,
            step,
            rollout,
            options.getPayload(),
            targets,
            excluded.isEmpty() ? source : new RemainingTargets(source, excluded));
  }
}
