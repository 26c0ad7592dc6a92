package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.job.Jobs;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;

/**
 * Runs queries. A page costs time linear in the devices behind its starting point, for groups in
 * all devices, so it is no work for an event loop. Thread-safe.
 */
public final class TwinQueries {
  private final List<RowSource> sources;

  /** Queries over the twins of a registry, which are seen with a lag, and over jobs. */
  public TwinQueries(DeviceRegistry registry, QueryLag lag, Jobs jobs) {
    this(
        List.of(
            new DeviceTwinRows(registry, lag),
            new ModuleTwinRows(registry, lag, RegisteredDevice::modules),
            new JobRows(jobs)));
  }

  TwinQueries(List<RowSource> sources) {
    this.sources = sources;
  }

  /**
   * Runs a query, or refuses it with 400.
   *
   * @param pageSize how many rows at most, from 1; more than {@link QueryPage#LARGEST} are that
   *     many
   * @param continuation from the page before; empty for the first page
   */
  public QueryPage page(String text, int pageSize, Optional<String> continuation) {
    Query query = QueryParser.parse(text, sources);
    Continuation from =
        continuation.map(token -> Continuation.read(token, text)).orElse(Continuation.START);
    int size = Math.min(pageSize, QueryPage.LARGEST);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    String lastKey = "";
    Iterator<RowSource.Row> rows = rows(query, from).iterator();
    int left = Math.max(0, query.top() - from.delivered());
    while (items.size() < Math.min(size, left) && rows.hasNext()) {
      RowSource.Row row = rows.next();
      lastKey = row.key();
      items.add(row.document());
    }
    // Only a further row makes a further page: clients fail on an empty last one.
    boolean more = items.size() < left && rows.hasNext();
    Continuation next = new Continuation(from.delivered() + items.size(), lastKey);
    return new QueryPage(
        items, query.itemType(), more ? Optional.of(next.token(text)) : Optional.empty());
  }

  private static Stream<RowSource.Row> rows(Query query, Continuation from) {
    Stream<RowSource.Row> admitted =
        query.source().rows(from.lastKey()).filter(row -> query.admits(row.document()));
    if (query.projection() instanceof Projection.Groups groups) {
      Stream<ObjectNode> documents = admitted.map(RowSource.Row::document);
      return Group.of(groups, documents).stream()
          .skip(from.delivered())
          .map(group -> new RowSource.Row("", group.row()));
    }
    Projection.EachRow each = (Projection.EachRow) query.projection();
    return admitted.map(row -> new RowSource.Row(row.key(), each.row(row.document())));
  }
}
