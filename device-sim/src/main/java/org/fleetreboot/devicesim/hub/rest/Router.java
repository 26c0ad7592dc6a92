package org.fleetreboot.devicesim.hub.rest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** Finds the route of a request and applies its policy: rights, faults, throttle and counter. */
public final class Router {
  private static final ClientLog LOG = ClientLog.of(Router.class);

  private final List<Route> routes;
  private final AccessControl access;
  private final FaultPlan faults;
  private final Throttles throttles;
  private final HubCounters counters;
  private final HubClock clock;
  private final HttpFaultInjector faulty;

  public Router(
      List<Route> routes,
      AccessControl access,
      FaultPlan faults,
      Throttles throttles,
      HubCounters counters,
      HubClock clock) {
    this.routes = List.copyOf(routes);
    this.access = access;
    this.faults = faults;
    this.throttles = throttles;
    this.counters = counters;
    this.clock = clock;
    this.faulty = new HttpFaultInjector(clock);
  }

  /** Answers a request; never fails. An empty answer closes the connection. */
  CompletableFuture<Optional<RestResponse>> answer(RestRequest request) {
    // Only the line: the request would stay in memory with its body while a call waits.
    String line = request.line();
    CompletableFuture<Optional<RestResponse>> answer;
    try {
      answer = route(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer.exceptionally(failure -> Optional.of(failed(line, failure)));
  }

  private CompletableFuture<Optional<RestResponse>> route(RestRequest request) {
    for (Route route : routes) {
      Optional<RestRequest> matched = route.match(request);
      if (matched.isPresent()) {
        return answered(route, matched.get());
      }
    }
    throw HubRefusal.registry(
        HubError.NOT_SUPPORTED,
        "'"
            + request.line()
            + "' is not supported by the local hub; the list is in device-sim/README.md");
  }

  private CompletableFuture<Optional<RestResponse>> answered(Route route, RestRequest request) {
    RoutePolicy policy = route.policy();
    if (!access.admitsService(request.header("Authorization"), request.path(), policy.rights())) {
      throw HubRefusal.registry(HubError.UNAUTHORIZED, "Unauthorized");
    }
    Optional<HubFault> fault = faults.strike(policy.operation(), request.client());
    if (fault.isEmpty()) {
      return handled(route, request, () -> {}).thenApply(Optional::of);
    }
    LOG.info("Fault {} strikes {}", fault.get(), request.line());
    return faulty.play(fault.get(), onDelivered -> handled(route, request, onDelivered));
  }

  private CompletableFuture<RestResponse> handled(
      Route route, RestRequest request, Runnable onDelivered) {
    RoutePolicy policy = route.policy();
    throttles.admit(policy.limit(), policy.weight().applyAsInt(request));
    counters.add(policy.count());
    return route.handler().handle(request, onDelivered);
  }

  private RestResponse failed(String line, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof HubRefusal refusal) {
      if (refusal.error() == HubError.NOT_SUPPORTED) {
        LOG.warn("{}", refusal.text());
      }
      return ErrorResponse.of(refusal, clock.instant());
    }
    LOG.error("The local hub failed at {}", line, cause);
    return ErrorResponse.of(
        HubRefusal.dataPlane(HubError.SERVER_ERROR, "The local hub failed; see its log."),
        clock.instant());
  }
}
