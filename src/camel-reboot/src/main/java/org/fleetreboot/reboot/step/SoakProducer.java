package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.SoakFailed;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** Lets time pass, and checks whether the devices rebooted so far have stayed up. */
final class SoakProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final Duration duration;
  private final @Nullable Limit maxUnstable;

  SoakProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.duration = Objects.requireNonNull(endpoint.getSoak().getDuration());
    this.maxUnstable = endpoint.getSoak().limit();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    return endpoint.getComponent().steps().soak(run, step, duration, maxUnstable);
  }

  @Override
  Exception failure(StepAnswer answer) {
    return new SoakFailed(answer);
  }
}
