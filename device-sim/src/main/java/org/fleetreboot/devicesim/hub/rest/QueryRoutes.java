package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.query.QueryPage;
import org.fleetreboot.devicesim.hub.query.TwinQueries;
import org.fleetreboot.devicesim.hub.security.AccessRight;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/** Queries: {@code POST /devices/query}. */
public final class QueryRoutes {
  private static final RoutePolicy TERMS =
      RoutePolicy.of(AccessRight.SERVICE_CONNECT, HubOperation.QUERY, Limit.QUERIES, Count.QUERIES);

  private final TwinQueries queries;
  private final Executor executor;

  /**
   * Queries over all twins.
   *
   * @param executor runs the queries; must not be an event loop, because they visit all devices
   */
  public QueryRoutes(TwinQueries queries, Executor executor) {
    this.queries = queries;
    this.executor = executor;
  }

  public List<Route> routes() {
    return List.of(
        Route.async(
            "Query twins",
            "POST",
            "/devices/query",
            TERMS,
            (request, delivered) -> query(request)));
  }

  private CompletableFuture<RestResponse> query(RestRequest request) {
    JsonNode text = request.bodyObject().path("query");
    if (!text.isTextual()) {
      throw HubRefusal.invalid("The body must be {\"query\": \"SELECT ...\"}.");
    }
    PageRequest wanted = PageRequest.of(request);
    return CompletableFuture.supplyAsync(
            () -> queries.page(text.textValue(), wanted.size(), wanted.continuation()), executor)
        .thenApply(QueryRoutes::response);
  }

  private static RestResponse response(QueryPage page) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-ms-item-type", page.itemType());
    page.continuation().ifPresent(token -> headers.put("x-ms-continuation", token));
    return RestResponse.ok(page.items(), headers);
  }
}
