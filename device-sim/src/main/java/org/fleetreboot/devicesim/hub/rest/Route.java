package org.fleetreboot.devicesim.hub.rest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * One operation of the REST API.
 *
 * @param name what the operation does, for people
 * @param method of HTTP, after an override
 */
public record Route(
    String name, String method, PathTemplate path, RoutePolicy terms, Handler handler) {

  /** Answers a request; nothing in it blocks. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers one request.
     *
     * @param onDelivered a handler that can tell runs it when the request takes effect; for the
     *     others the answer is that moment
     * @throws org.fleetreboot.devicesim.hub.error.HubRefusal as an answer, or fails the future so
     */
    CompletableFuture<RestResponse> handle(RestRequest request, Runnable onDelivered);
  }

  /** A handler whose answer is there at once. */
  @FunctionalInterface
  public interface Immediate {
    RestResponse handle(RestRequest request);

    /** The same, refusing in one shape. */
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
   * A route whose answer is there at once.
   *
   * @param path named segments in braces; {@code device} and {@code module} name the client that a
   *     request is about
   */
  public static Route of(
      String name, String method, String path, RoutePolicy terms, Immediate handler) {
    return async(
        name,
        method,
        path,
        terms,
        (request, delivered) -> CompletableFuture.completedFuture(handler.handle(request)));
  }

  /** A route whose answer may take its time. */
  public static Route async(
      String name, String method, String path, RoutePolicy terms, Handler handler) {
    return new Route(name, method, PathTemplate.of(path), terms, handler);
  }

  /** The request with its named segments; empty when it is one of another route. */
  Optional<RestRequest> match(RestRequest request) {
    return method.equals(request.method())
        ? path.match(request.path()).map(request::naming)
        : Optional.empty();
  }

  /** Method and path, as documentation writes them. */
  public String line() {
    return method + " " + path;
  }
}
