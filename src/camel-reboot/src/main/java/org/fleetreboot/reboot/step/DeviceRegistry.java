package org.fleetreboot.reboot.step;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.reboot.ContinuationPool;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.jspecify.annotations.Nullable;

/** Asks the hub whether single devices are registered. */
final class DeviceRegistry {
  private final AsyncProducer twins;
  private final @Nullable String hub;
  private final ContinuationPool workers;

  /**
   * @param twins reads the twin of a device
   * @param hub null for the only one
   */
  DeviceRegistry(AsyncProducer twins, @Nullable String hub, ContinuationPool workers) {
    this.twins = twins;
    this.hub = hub;
    this.workers = workers;
  }

  /**
   * Whether the device is registered.
   *
   * @param troubled waits while the hub has problems
   */
  CompletionStage<Boolean> knows(
      String device, Function<HubTrouble, CompletionStage<Void>> troubled) {
    return read(device)
        .thenCompose(
            answer -> {
              HubFailure failure = HubFailure.of(answer);
              if (failure == null && !(answer.getMessage().getBody() instanceof Map)) {
                return failed(device, "it was answered with no twin");
              }
              // The hub knows a device with which it has a problem.
              if (failure == null || failure.isNotFound() || failure.isOfDevice()) {
                return CompletableFuture.completedFuture(failure == null || failure.isOfDevice());
              }
              return failure.isOfRoute()
                  ? failed(device, failure.detail())
                  : troubled
                      .apply(failure.trouble())
                      .thenCompose(nothing -> knows(device, troubled));
            });
  }

  private CompletionStage<Boolean> failed(String device, String reason) {
    return CompletableFuture.failedFuture(
        new IllegalStateException(
            "the twin of %s cannot be read by %s: %s"
                .formatted(device, twins.getEndpoint(), reason)));
  }

  private CompletionStage<Exchange> read(String device) {
    CompletableFuture<Exchange> answered = new CompletableFuture<>();
    workers.execute(
        () -> {
          Exchange exchange = twins.getEndpoint().createExchange(ExchangePattern.InOut);
          HubHeaders.address(exchange.getMessage(), hub);
          exchange.getMessage().setHeader(HubHeaders.DEVICE_ID, device);
          try {
            twins.process(exchange, doneSync -> answered.complete(exchange));
          } catch (RuntimeException e) {
            exchange.setException(e);
            answered.complete(exchange);
          }
        });
    return answered;
  }
}
