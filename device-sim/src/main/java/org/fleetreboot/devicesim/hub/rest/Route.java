package org.fleetreboot.devicesim.hub.rest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * One operation of the REST API.
 *
 * @param name a description of the operation
 * @param method of HTTP, after an override
 */
public record Route(
    String name, String method, PathTemplate path, RoutePolicy policy, Handler handler) {

  /** Answers a request; nothing in it blocks. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers one request.
     *
     * @param onDelivered run by handlers that know when the request takes effect; for others, that
     *     is when they answer
     * @throws org.fleetreboot.devicesim.hub.error.HubRefusal to answer with an error; the future
     *     may fail with it as well
     */
    CompletableFuture<RestResponse> handle(RestRequest request, Runnable onDelivered);
  }

  /** A synchronous handler. */
  @FunctionalInterface
  public interface Immediate {
    RestResponse handle(RestRequest request);

    /** The same handler with errors in one shape. */
    default Immediate refusing(HubRefusal.Shape shape) {
      return request -> {
        try {
          return handle(request);
        } catch (HubRefusal refusal) {
          throw refusal.in(shape);
        }
      };
    }
  }

  /**
   * A synchronous route.
   *
   * @param path segments in braces are named; {@code device} and {@code module} identify the client
   *     of a request
   */
  public static Route of(
      String name, String method, String path, RoutePolicy policy, Immediate handler) {
    return async(
        name,
        method,
        path,
        policy,
        (request, delivered) -> CompletableFuture.completedFuture(handler.handle(request)));
  }

  /** An asynchronous route. */
  public static Route async(
      String name, String method, String path, RoutePolicy policy, Handler handler) {
    return new Route(name, method, PathTemplate.of(path), policy, handler);
  }

  /** The request with its named segments; empty if the route does not match. */
  Optional<RestRequest> match(RestRequest request) {
    return method.equals(request.method())
        ? path.match(request.path()).map(request::naming)
        : Optional.empty();
  }

  /** Method and path, as in the documentation. */
  public String line() {
    return method + " " + path;
  }
}
