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
import org.fleetreboot.reboot.AnnouncedProducer;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** Reboots a group. */
final class GroupProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final TargetParameters targets;
  private final GroupOptions group;
  private @Nullable AsyncProducer targetsVia;
  private @Nullable AsyncProducer twinVia;
  private List<String> hubs = List.of();

  GroupProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.targets = endpoint.getTargets();
    this.group = endpoint.groupOptions();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    hubs = endpoint.hubs();
    if (asksAboutList()) {
      twinVia = producer(targets.getTwinVia());
    }
    if (targets.getQuery() != null
        || targets.getExcludeQuery() != null
        || twinVia != null
        || group.countsDisconnected()) {
      targetsVia = producer(targets.getTargetsVia());
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

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(targetsVia, twinVia);
    super.doStop();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    GroupOptions asked = group(exchange);
    ListedTargets listed =
        ListedTargets.in(exchange.getMessage(), endpoint.getComponent().listHubs(hubs));
    List<HubTargets> onHubs = new ArrayList<>();
    for (String hub : hubs) {
      String addressed = endpoint.getComponent().addressed(hub);
      onHubs.add(
          new HubGroup(addressed, targets, targetsVia, twinVia, endpoint.getComponent().pool())
              .of(listed, disconnected(asked, addressed)));
    }
    return endpoint
        .getComponent()
        .steps()
        .group(run, step, asked, endpoint.getCall().getPayload(), onHubs);
  }

  /** Finds disconnected devices, even if only the message sets the option. */
  private DisconnectedSource disconnected(GroupOptions asked, @Nullable String hub) {
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
    return new DisconnectedQuery(via, hub, targets.getPageSize(), endpoint.getComponent().pool());
  }

  private GroupOptions group(Exchange exchange) {
    Map<String, String> sent = MessageOptions.of(exchange);
    return sent.isEmpty()
        ? group
        : endpoint.getComponent().withOptions(endpoint.getConfiguration(), sent).groupOptions();
  }
}
