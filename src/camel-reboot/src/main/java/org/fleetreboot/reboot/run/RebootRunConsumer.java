package org.fleetreboot.reboot.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.reboot.EngineConsumer;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.Redaction;
import org.fleetreboot.reboot.step.Pass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every open run of a chain through its route, once in each life of the program. */
final class RebootRunConsumer extends EngineConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(RebootRunConsumer.class);

  private final RebootRunEndpoint endpoint;

  /** The runs that are under way in this route. */
  private final Set<Pass> passes = ConcurrentHashMap.newKeySet();

  RebootRunConsumer(RebootRunEndpoint endpoint, Processor processor) {
    super(endpoint, endpoint.getComponent(), processor);
    this.endpoint = endpoint;
  }

  @Override
  protected AutoCloseable attach(Engine engine) {
    return engine.runs(endpoint.getChain(), run -> workers().execute(() -> go(run)));
  }

  /** Nothing that is parked holds the stop up: the run stays open. */
  @Override
  protected void doStop() throws Exception {
    super.doStop();
    passes.forEach(Pass::abandon);
  }

  private void go(OpenRun run) {
    Exchange exchange = createExchange(false);
    exchange.setProperty(RebootConstants.RUN_ID, run.run());
    exchange
        .getMessage()
        .setBody(run.targets().isEmpty() ? run.message().body() : new ListBody(run.targets()));
    run.message().headers().forEach(exchange.getMessage()::setHeader);
    exchange.getMessage().setHeader(RebootConstants.RUN_ID, run.run());
    exchange.setProperty(RebootConstants.OPTIONS, run.options());
    if (run.resumed()) {
      exchange.getMessage().setHeader(Exchange.REDELIVERED, true);
    }
    Pass pass = new Pass(run.run());
    passes.add(pass);
    pass.begin(exchange);
    if (isStoppingOrStopped()) {
      pass.abandon();
    }
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              passes.remove(pass);
              ended(run, pass, exchange);
              releaseExchange(exchange, false);
            });
  }

  /**
   * Records the end, unless the program is on its way down: a failure then says nothing of the
   * chain, and the next start takes the run up again.
   */
  private void ended(OpenRun run, Pass pass, Exchange exchange) {
    String error = pass.end(error(exchange));
    if (error != null && isGoingDown()) {
      LOG.debug("Run {} stays open: {}", run.run(), error);
      return;
    }
    engine()
        .end(run.run(), error)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                getExceptionHandler()
                    .handleException("The end of run " + run.run() + " was not recorded.", failure);
              }
            });
  }

  private boolean isGoingDown() {
    CamelContext context = endpoint.getCamelContext();
    return !isStarted()
        || context.isStopping()
        || context.isStopped()
        || context.isSuspending()
        || context.isSuspended();
  }

  private static @Nullable String error(Exchange exchange) {
    Exception cause = exchange.getException();
    if (cause != null) {
      return cause.getMessage() == null
          ? cause.getClass().getSimpleName()
          : Redaction.of(cause.getMessage());
    }
    return exchange.isRollbackOnly() ? "the route rolled the exchange back" : null;
  }
}
