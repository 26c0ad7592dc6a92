package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.fleetreboot.engine.HubUnavailable;
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

  /** Whether the device is registered. Fails with {@link HubUnavailable} when nobody can say. */
  CompletionStage<Boolean> knows(String device) {
    CompletableFuture<Boolean> known = new CompletableFuture<>();
    workers.execute(
        () -> {
          Exchange exchange = twins.getEndpoint().createExchange(ExchangePattern.InOut);
          exchange.getMessage().setHeader(HubHeaders.DEVICE_ID, device);
          try {
            twins.process(exchange, doneSync -> tell(exchange, known));
          } catch (RuntimeException e) {
            exchange.setException(e);
            tell(exchange, known);
          }
        });
    return known;
  }

  private static void tell(Exchange answer, CompletableFuture<Boolean> known) {
    HubFailure failure = HubFailure.of(answer);
    if (failure == null || failure.isNotFound()) {
      known.complete(failure == null);
    } else {
      known.completeExceptionally(new HubUnavailable(failure.trouble()));
    }
  }
}
