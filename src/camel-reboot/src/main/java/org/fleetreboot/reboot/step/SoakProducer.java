package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.StepAnswer;

/** Lets time pass. */
final class SoakProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final Duration duration;

  SoakProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.duration = Objects.requireNonNull(endpoint.getConfiguration().getDuration());
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    return endpoint.getComponent().engine().soak(run, step, duration);
  }
}
