package org.fleetreboot.devicesim.hub.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.Moment;
import org.fleetreboot.devicesim.hub.fault.ServiceFault;
import org.fleetreboot.devicesim.hub.json.ErrorBody;
import org.fleetreboot.devicesim.hub.json.Json;

/** Applies a fault to a request. */
final class HttpFaultInjector {
  private final HubClock clock;

  HttpFaultInjector(HubClock clock) {
    this.clock = clock;
  }

  /**
   * Answers with the fault instead of, before or after the real handling.
   *
   * @param request the real handling; its argument must be run when the request takes effect
   */
  CompletableFuture<Optional<RestResponse>> play(
      HubFault fault, Function<Runnable, CompletableFuture<RestResponse>> request) {
    if (fault instanceof ServiceFault.AnswersLate late) {
      return request.apply(() -> {}).thenCompose(response -> delayed(late, response));
    }
    if (fault instanceof ServiceFault.DropsConnection drop) {
      return lying(drop.moment(), request, CompletableFuture.completedFuture(Optional.empty()));
    }
    if (fault instanceof ServiceFault.Refuses refuses) {
      return lying(
          refuses.moment(), request, CompletableFuture.failedFuture(refuses.answer().refusal()));
    }
    if (fault instanceof ServiceFault.AnswersCode refusal) {
      return CompletableFuture.completedFuture(Optional.of(answer(refusal)));
    }
    throw new AssertionError(fault);
  }

  private RestResponse answer(ServiceFault.AnswersCode refusal) {
    return new RestResponse(
        refusal.status(),
        Map.of(),
        Json.text(
            ErrorBody.dataPlane(refusal.code(), "A fault of the local hub.", clock.instant())));
  }

  private static CompletableFuture<Optional<RestResponse>> lying(
      Moment moment,
      Function<Runnable, CompletableFuture<RestResponse>> request,
      CompletableFuture<Optional<RestResponse>> lie) {
    if (moment == Moment.BEFORE_DELIVERY) {
      return lie;
    }
    CompletableFuture<Void> delivered = new CompletableFuture<>();
    request
        .apply(() -> delivered.complete(null))
        .whenComplete(
            (response, failure) -> {
              // If nothing was delivered, the real answer stands. A success implies a delivery.
              if (failure != null) {
                delivered.completeExceptionally(failure);
              } else {
                delivered.complete(null);
              }
            });
    return delivered.thenCompose(done -> lie);
  }

  private CompletableFuture<Optional<RestResponse>> delayed(
      ServiceFault.AnswersLate late, RestResponse response) {
    CompletableFuture<Optional<RestResponse>> future = new CompletableFuture<>();
    clock.after(late.delay(), () -> future.complete(Optional.of(response)));
    return future;
  }
}
