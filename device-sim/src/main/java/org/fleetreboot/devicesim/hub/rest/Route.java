package org.fleetreboot.devicesim.hub.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.security.AccessRight;

/**
 * One operation of the REST API.
 *
 * @param pattern segments of the path; {@code *} stands for any one segment
 */
record Route(
    String method,
    List<String> pattern,
    AccessRight right,
    HubOperation operation,
    Handler handler) {

  /** Answers a request; nothing in it blocks. */
  @FunctionalInterface
  interface Handler {
    /**
     * Answers one request.
     *
     * @param id the first segment that the pattern left open; empty when it has none
     * @param onDelivered a handler that can tell runs it when the request takes effect; for the
     *     others the answer is that moment
     * @throws org.fleetreboot.devicesim.hub.error.HubRefusal as an answer, or fails the future so
     */
    CompletableFuture<RestResponse> handle(RestRequest request, String id, Runnable onDelivered);
  }

  /** A handler whose answer is there at once. */
  @FunctionalInterface
  interface Immediate {
    RestResponse handle(RestRequest request, String id);
  }

  static Route of(
      String method, String path, AccessRight right, HubOperation operation, Immediate handler) {
    return async(
        method,
        path,
        right,
        operation,
        (request, id, delivered) -> CompletableFuture.completedFuture(handler.handle(request, id)));
  }

  static Route async(
      String method, String path, AccessRight right, HubOperation operation, Handler handler) {
    return new Route(method, List.of(path.substring(1).split("/")), right, operation, handler);
  }

  boolean matches(RestRequest request) {
    if (!method.equals(request.method()) || pattern.size() != request.path().size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).equals("*") && !pattern.get(i).equals(request.path().get(i))) {
        return false;
      }
    }
    return true;
  }

  String idOf(RestRequest request) {
    int open = pattern.indexOf("*");
    return open < 0 ? "" : request.path().get(open);
  }
}
