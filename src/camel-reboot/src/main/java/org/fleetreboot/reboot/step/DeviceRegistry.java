package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.fleetreboot.engine.HubTrouble;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.reboot.Workers;

/** The devices that the hub knows, asked about one by one. */
final class DeviceRegistry {
  private final AsyncProducer twins;
  private final Workers workers;

  /**
   * @param twins reads the twin of a device
   */
  DeviceRegistry(AsyncProducer twins, Workers workers) {
    this.twins = twins;
    this.workers = workers;
  }

  /**
   * Whether the device is registered.
   *
   * @param troubled waits out the hub's trouble
   */
  CompletionStage<Boolean> knows(
      String device, Function<HubTrouble, CompletionStage<Void>> troubled) {
    return read(device)
        .thenCompose(
            answer -> {
              HubFailure failure = HubFailure.of(answer);
              // A device that the hub has trouble with is one that it knows.
              if (failure == null || failure.isNotFound() || failure.isOfDevice()) {
                return CompletableFuture.completedFuture(failure == null || failure.isOfDevice());
              }
              return failure.isOfRequest()
                  ? CompletableFuture.failedFuture(new IllegalStateException(failure.detail()))
                  : troubled
                      .apply(failure.trouble())
                      .thenCompose(nothing -> knows(device, troubled));
            });
  }

  private CompletionStage<Exchange> read(String device) {
    CompletableFuture<Exchange> answered = new CompletableFuture<>();
    workers.execute(
        () -> {
          Exchange exchange = twins.getEndpoint().createExchange(ExchangePattern.InOut);
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
