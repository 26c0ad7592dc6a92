package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.registry.TwinJson;

/**
 * Runs queries over all twins, in the order of the device ids. Walks every device, so it is no work
 * for an event loop. Thread-safe.
 */
public final class TwinQueries {
  private final DeviceRegistry registry;

  public TwinQueries(DeviceRegistry registry) {
    this.registry = registry;
  }

  /**
   * Runs a query, or refuses it with 400.
   *
   * @param pageSize how many rows at most
   * @param continuation from the page before; empty for the first page
   */
  public QueryPage page(String text, int pageSize, Optional<String> continuation) {
    TwinQuery query = QueryParser.parse(text);
    if (query.projection() instanceof Projection.Count count) {
      ArrayNode rows = JsonNodeFactory.instance.arrayNode();
      rows.add(Json.object().put(count.name(), matching(query, registry.all()).count()));
      return new QueryPage(rows, "Raw", Optional.empty());
    }
    Collection<RegisteredDevice> candidates =
        continuation
            .map(token -> registry.after(Continuation.read(token, text)))
            .orElseGet(registry::all);
    return rows(query, text, pageSize, candidates);
  }

  private static QueryPage rows(
      TwinQuery query, String text, int pageSize, Collection<RegisteredDevice> candidates) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    String lastId = "";
    Optional<String> continuation = Optional.empty();
    // One more than the page holds: only then is there a next page.
    for (ObjectNode twin : (Iterable<ObjectNode>) matching(query, candidates)::iterator) {
      if (rows.size() == pageSize) {
        continuation = Optional.of(Continuation.after(lastId, text));
        break;
      }
      lastId = twin.path("deviceId").textValue();
      rows.add(query.projection() instanceof Projection.Fields fields ? fields.row(twin) : twin);
    }
    String itemType = query.projection() instanceof Projection.Everything ? "Twin" : "Raw";
    return new QueryPage(rows, itemType, continuation);
  }

  private static Stream<ObjectNode> matching(
      TwinQuery query, Collection<RegisteredDevice> candidates) {
    return candidates.stream()
        .map(TwinJson::write)
        .filter(twin -> query.condition().test(twin) == Truth.TRUE);
  }
}
