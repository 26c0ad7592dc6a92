package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.fleetreboot.engine.CheckFinding;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.AnnouncedProducer;
import org.fleetreboot.reboot.Check;
import org.fleetreboot.reboot.CheckFailed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an endpoint whether the chain may continue. */
final class CheckProducer extends StepProducer {
  private static final Logger LOG = LoggerFactory.getLogger(CheckProducer.class);

  private final RebootEndpoint endpoint;
  private final Duration timeout;
  private @Nullable Check check;

  CheckProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.timeout = endpoint.getApproval().timeoutOrDefault();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    String via = Objects.requireNonNull(endpoint.getCheck().getVia());
    check =
        new Check(
            AnnouncedProducer.of(endpoint.getCamelContext().getEndpoint(via)),
            endpoint.getComponent().checks());
    ServiceHelper.startService(check);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(check);
    super.doStop();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    Check asked = Objects.requireNonNull(check);
    Object body = endpoint.getCheck().isSendBody() ? exchange.getMessage().getBody() : null;
    return endpoint
        .getComponent()
        .steps()
        .check(
            run,
            step,
            timeout,
            () -> asked.ask(exchange, body).thenApply(found -> log(run, step, found)));
  }

  private static CheckFinding log(String run, String step, CheckFinding finding) {
    if (finding instanceof CheckFinding.NotNow notNow) {
      LOG.info(
          "Run {} waits at step {}: {}. Asked again in {} s.",
          run,
          step,
          notNow.reason(),
          notNow.retryAfter().toSeconds());
    }
    return finding;
  }

  /** The body is unchanged: it may be the list of devices for the next group. */
  @Override
  boolean keepsBody() {
    return true;
  }

  @Override
  Exception failure(StepAnswer answer) {
    return new CheckFailed(answer);
  }
}
