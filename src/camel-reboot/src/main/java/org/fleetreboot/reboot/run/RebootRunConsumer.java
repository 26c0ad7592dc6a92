package org.fleetreboot.reboot.run;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RuntimeExchangeException;
import org.apache.camel.ServiceStatus;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.Runs;
import org.fleetreboot.reboot.EngineConsumer;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.redaction.Redaction;
import org.fleetreboot.reboot.step.InflightRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each open run of a chain through its route. When the program or the route starts again, the
 * runs that were under way begin anew. The same happens when another route that a run is in has
 * stopped and started again.
 */
final class RebootRunConsumer extends EngineConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(RebootRunConsumer.class);

  private final RebootRunEndpoint endpoint;

  private final RouteStartNotifier starts = new RouteStartNotifier(this::routeStarted);

  /**
   * The stopped routes that the chain calls and that must start again before it begins anew: their
   * addresses, by route id.
   */
  private final Map<String, String> stopped = new HashMap<>();

  RebootRunConsumer(RebootRunEndpoint endpoint, Processor processor) {
    super(endpoint, endpoint.getComponent(), processor);
    this.endpoint = endpoint;
  }

  @Override
  protected AutoCloseable attach() {
    InflightRuns inflightRuns = new InflightRuns(this::routeStops);
    AutoCloseable handOver =
        runs()
            .handOver(
                endpoint.getChain(),
                run -> {
                  InflightRun inflight = inflightRuns.begin(run.run());
                  workers().execute(() -> go(run, inflight, inflightRuns));
                });
    return () -> {
      // First, so that the runs that the engine will hand over again ask it for nothing more.
      inflightRuns.abandon(!isEnding());
      handOver.close();
    };
  }

  @Override
  protected void doStart() throws Exception {
    endpoint.getCamelContext().getManagementStrategy().addEventNotifier(starts);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.getCamelContext().getManagementStrategy().removeEventNotifier(starts);
    super.doStop();
    synchronized (this) {
      stopped.clear();
    }
  }

  /** A route that a run of the chain is in stops. */
  private void routeStops(String route) {
    Route stopping = endpoint.getCamelContext().getRoute(route);
    synchronized (this) {
      if (isStoppingOrStopped() || stopping == null) {
        return;
      }
      stopped.put(route, address(stopping));
    }
    LOG.info(
        "Route {} stops: the runs of {} go on when it, or another from {}, has started",
        route,
        endpoint.getChain(),
        Redaction.of(address(stopping)));
    try {
      end();
    } catch (Exception e) {
      getExceptionHandler()
          .handleException("The runs of " + endpoint.getChain() + " were not given back.", e);
    }
  }

  private synchronized void routeStarted(Route route) {
    boolean back =
        stopped
            .entrySet()
            .removeIf(
                one ->
                    one.getKey().equals(route.getRouteId())
                        || one.getValue().equals(address(route))
                        || wasNotStopped(one.getKey()));
    if (back && stopped.isEmpty() && isStarted()) {
      begin();
    }
  }

  /** Whether its stop was abandoned. Camel starts no other route while it stops one. */
  private boolean wasNotStopped(String route) {
    ServiceStatus status = endpoint.getCamelContext().getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }

  private static String address(Route route) {
    return route.getEndpoint().getEndpointUri();
  }

  private void go(OpenRun run, InflightRun inflight, InflightRuns inflightRuns) {
    if (inflight.isAbandoned()) {
      return;
    }
    Exchange exchange = createExchange(false);
    exchange.setProperty(RebootConstants.RUN_ID, run.run());
    exchange
        .getMessage()
        .setBody(
            run.targets().isEmpty() ? run.message().body() : new DeviceListBody(run.targets()));
    run.message().headers().forEach(exchange.getMessage()::setHeader);
    exchange.getMessage().setHeader(RebootConstants.RUN_ID, run.run());
    exchange.setProperty(RebootConstants.OPTIONS, run.options());
    if (run.resumed()) {
      exchange.getMessage().setHeader(Exchange.REDELIVERED, true);
    }
    inflight.begin(exchange);
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              inflightRuns.ended(inflight);
              inflight.end(error(exchange), isGoingDown(), error -> ended(run, error));
              releaseExchange(exchange, false);
            });
  }

  private void ended(OpenRun run, @Nullable String error) {
    runs()
        .end(run.run(), error)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                getExceptionHandler()
                    .handleException("The end of run " + run.run() + " was not recorded.", failure);
              }
            });
  }

  private Runs runs() {
    return endpoint.getComponent().runs();
  }

  private boolean isGoingDown() {
    CamelContext context = endpoint.getCamelContext();
    return isEnding() || context.isSuspending() || context.isSuspended();
  }

  private boolean isEnding() {
    CamelContext context = endpoint.getCamelContext();
    return context.isStopping() || context.isStopped();
  }

  private static @Nullable String error(Exchange exchange) {
    Throwable cause = reason(exchange.getException());
    if (cause != null) {
      return isOurs(cause) ? Redaction.messageOf(cause) : Redaction.of(named(cause, exchange));
    }
    return exchange.isRollbackOnly() ? "the route rolled the exchange back" : null;
  }

  /** The cause without the exception that Camel puts around it, for example in a split. */
  private static @Nullable Throwable reason(@Nullable Throwable failure) {
    Throwable reason = failure;
    while ((reason instanceof CamelExchangeException || reason instanceof RuntimeExchangeException)
        && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return reason;
  }

  /**
   * Whether the message is one of our sentences; the message of another exception may be a single
   * word.
   */
  private static boolean isOurs(Throwable cause) {
    return cause.getClass().getName().startsWith("org.fleetreboot.");
  }

  private static String named(Throwable cause, Exchange exchange) {
    String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class);
    return cause.getClass().getSimpleName()
        + (route == null ? "" : " in route " + route)
        + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
  }
}
