package org.fleetreboot.reboot.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.reboot.EngineFailure;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.MessageOptions;
import org.fleetreboot.reboot.targets.ListFormat;
import org.fleetreboot.reboot.targets.ListHubs;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts messages as runs. */
final class RebootRunProducer extends DefaultAsyncProducer {
  private static final Logger LOG = LoggerFactory.getLogger(RebootRunProducer.class);

  private final RebootRunEndpoint endpoint;
  private final boolean takesDevices;

  /** The chains that a list may ask for. */
  private final Set<String> chains = new LinkedHashSet<>();

  /** The options of groups that a message may set. */
  private final Set<String> options = new LinkedHashSet<>();

  RebootRunProducer(RebootRunEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.takesDevices = endpoint.takesDevices();
    var unused = endpoint.mayOverlap(true);
    chains.add(endpoint.getChain());
    addNames(endpoint.getChains(), chains);
    addNames(endpoint.getOptions(), options);
    for (String option : options) {
      if (!MessageOptions.names().contains(option)) {
        throw new IllegalArgumentException(
            "options names '%s', which a message cannot set; use one of: %s."
                .formatted(option, String.join(", ", MessageOptions.names())));
      }
    }
  }

  private static void addNames(@Nullable String text, Set<String> names) {
    if (text != null) {
      for (String name : text.split(",", -1)) {
        names.add(name.strip());
      }
    }
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    @Nullable TargetList list;
    RunRequest request;
    CompletionStage<RunReceipt> accepted;
    try {
      list = takesDevices ? devices(exchange) : null;
      request = request(exchange, list);
      accepted = accept(request, exchange);
    } catch (RuntimeException | IOException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    accepted.whenComplete(
        (receipt, failure) ->
            endpoint
                .getComponent()
                .pool()
                .execute(
                    () -> {
                      if (failure == null) {
                        write(receipt, request.chain(), list, exchange);
                      } else {
                        exchange.setException(EngineFailure.cause(failure));
                      }
                      callback.done(false);
                    }));
    return false;
  }

  private CompletionStage<RunReceipt> accept(RunRequest request, Exchange exchange) {
    Runs runs = endpoint.getComponent().runs();
    if (TriggeredRun.isMissed(exchange)) {
      LOG.warn(
          "Run {} is skipped: {}; it will not be caught up.",
          request.run(),
          ScheduledFire.TOO_LATE);
      return runs.skip(request, ScheduledFire.TOO_LATE);
    }
    return endpoint.mayOverlap(TriggeredRun.isScheduled(exchange))
        ? runs.accept(request)
        : runs.acceptUnlessOverlapping(request);
  }

  private TargetList devices(Exchange exchange) throws IOException {
    TargetList list =
        TargetListReader.in(
            exchange.getMessage(),
            new ListFormat(false, endpoint.idColumn(), endpoint.hubColumn(), hubs()));
    if (list.duplicates() > 0) {
      LOG.warn(
          "{} names some devices more than once; repeated entries ignored: {}.",
          source(exchange),
          list.duplicates());
    }
    return list;
  }

  /** A list may ask for another chain, so the hub of its devices is that of all its chains. */
  private ListHubs hubs() {
    return ChainStep.listHubs(endpoint.getCamelContext(), chains, endpoint.getComponent().hubs());
  }

  private static String source(Exchange exchange) {
    String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    return file == null ? "A message" : "The file " + file;
  }

  private RunRequest request(Exchange exchange, @Nullable TargetList list) {
    String chain = chain(list);
    if (list != null) {
      ChainStep.requireListed(endpoint.getCamelContext(), chain);
    }
    TriggeredRun triggered =
        TriggeredRun.of(exchange, chain, endpoint.getRunId(), endpoint.getComponent().clock());
    Message message = exchange.getMessage();
    List<Target> targets = list == null ? DeviceListBody.in(message) : list.devices();
    return new RunRequest(
            triggered.run(),
            chain,
            explained(triggered.trigger(), list),
            Requester.route(by(exchange)))
        .withTargets(targets)
        .withOptions(options(message, list))
        .withMessage(
            new RunMessage(
                targets.isEmpty() ? MessageText.body(message) : null,
                MessageText.headers(message)));
  }

  private static RunTrigger explained(RunTrigger trigger, @Nullable TargetList list) {
    String reason = list == null ? null : list.reason();
    return reason == null ? trigger : new RunTrigger.WithReason(trigger, reason);
  }

  private Map<String, String> options(Message message, @Nullable TargetList list) {
    Map<String, String> sent = MessageOptions.in(message.getHeaders());
    if (list != null) {
      sent.putAll(list.options());
    }
    for (String option : sent.keySet()) {
      if (!options.contains(option)) {
        throw new TargetsRefused(
            "The message sets the option '%s', but may only set %s; remove it, or add its name to the option 'options' of the route's reboot-run:."
                .formatted(option, options.isEmpty() ? "none" : String.join(", ", options)));
      }
    }
    MessageOptions.check(endpoint.getCamelContext(), sent);
    return sent;
  }

  private String chain(@Nullable TargetList list) {
    String asked = list == null ? null : list.chain();
    if (asked == null || asked.equals(endpoint.getChain())) {
      return endpoint.getChain();
    }
    if (!chains.contains(asked)) {
      throw new TargetsRefused(
          "This list may only start %s, not '%s'. Change the field 'chain', or add '%2$s' to the option 'chains' of the route."
              .formatted(String.join(", ", chains), asked));
    }
    return asked;
  }

  /** Nothing proves what a message says. */
  private String by(Exchange exchange) {
    String header = exchange.getMessage().getHeader(RebootConstants.BY, String.class);
    if (header != null) {
      return header;
    }
    if (endpoint.getBy() != null) {
      return endpoint.getBy();
    }
    @Nullable String route = exchange.getFromRouteId();
    return route == null ? "api" : "route " + route;
  }

  private void write(
      RunReceipt receipt, String chain, @Nullable TargetList list, Exchange exchange) {
    if (receipt.isNew()
        && receipt.outcome() == RunOutcome.SKIPPED
        && !TriggeredRun.isMissed(exchange)) {
      LOG.warn("Run {} is skipped: another run of chain {} is still open.", receipt.run(), chain);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run", receipt.run());
    body.put("chain", chain);
    body.put("new", receipt.isNew());
    body.put("outcome", receipt.outcome() == null ? null : receipt.outcome().word());
    if (list != null) {
      body.put("devices", list.devices().size());
      body.put("duplicates", list.duplicates());
      body.put("ignoredColumns", list.ignoredColumns());
    }
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeader(RebootConstants.RUN_ID, receipt.run());
    exchange.getMessage().setHeader(RebootConstants.RUN_IS_NEW, receipt.isNew());
    exchange.setProperty(RebootConstants.KNOWN_RUN, receipt.run());
  }
}
