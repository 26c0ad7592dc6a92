package org.fleetreboot.devicesim.hub.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the operation of a request, checks the right to it, and lets the armed faults strike. */
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final ServiceSide hub;
  private final FaultyExchange faulty;
  private final List<Route> routes = new ArrayList<>();

  public Router(ServiceSide hub) {
    this.hub = hub;
    this.faulty = new FaultyExchange(hub.clock());
    routes.addAll(new MethodRoutes(hub).routes());
    routes.addAll(new TwinRoutes(hub).routes());
    routes.addAll(new DeviceRoutes(hub).routes());
    routes.addAll(new QueryRoutes(hub).routes());
  }

  /** Answers a request; never fails. An empty answer means: close the connection without one. */
  CompletableFuture<Optional<RestResponse>> answer(RestRequest request) {
    CompletableFuture<Optional<RestResponse>> answer;
    try {
      answer = route(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(failure -> Optional.of(failed(request, failure)));
  }

  private CompletableFuture<Optional<RestResponse>> route(RestRequest request) {
    Route route =
        routes.stream()
            .filter(candidate -> candidate.matches(request))
            .findFirst()
            .orElseThrow(
                () ->
                    HubRefusal.registry(
                        HubError.NOT_SUPPORTED,
                        "'" + request.line() + "' is not supported by the local hub"));
    if (!hub.access().admitsService(request.header("Authorization"), route.right())) {
      throw HubRefusal.registry(HubError.UNAUTHORIZED, "Unauthorized");
    }
    String id = route.idOf(request);
    Optional<HubFault> fault = hub.faults().strike(route.operation(), id);
    if (fault.isEmpty()) {
      return route.handler().handle(request, id, () -> {}).thenApply(Optional::of);
    }
    hub.counters().add(Count.FAULTS);
    LOG.info("Fault {} strikes {}", fault.get(), request.line());
    return faulty.play(
        fault.get(), onDelivered -> route.handler().handle(request, id, onDelivered));
  }

  private RestResponse failed(RestRequest request, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof HubRefusal refusal) {
      if (refusal.error() == HubError.NOT_SUPPORTED) {
        LOG.warn("{}", refusal.text());
      }
      return RefusalResponse.of(refusal, hub.clock().instant());
    }
    LOG.error("The local hub failed at {}", request.line(), cause);
    return RefusalResponse.of(
        HubRefusal.dataPlane(HubError.SERVER_ERROR, "The local hub failed; its log says why."),
        hub.clock().instant());
  }
}
