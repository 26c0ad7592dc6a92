package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.json.Primitive;
import org.fleetreboot.devicesim.hub.parity.aggregate.Accumulator;

/** A group of documents and its row. Not thread-safe. */
final class Group {
  // Not documented; bounds the memory of a result.
  static final int MOST = 10_000;

  private final List<Projection.Column> columns;
  private final JsonNode first;
  private final List<Accumulator> tallies;

  private Group(Projection.Groups projection, JsonNode first) {
    this.columns = projection.columns();
    this.first = first;
    this.tallies = columns.stream().map(column -> new Accumulator()).toList();
  }

  /** The groups in the order of their first documents; more than {@link #MOST} are refused. */
  static Collection<Group> of(Projection.Groups projection, Stream<ObjectNode> documents) {
    Map<List<Object>, Group> groups = new LinkedHashMap<>();
    if (projection.by().isEmpty()) {
      groups.put(List.of(), new Group(projection, MissingNode.getInstance()));
    }
    documents.forEach(
        document -> {
          List<Object> key =
              projection.by().stream().map(path -> Primitive.key(path.in(document))).toList();
          groups.computeIfAbsent(key, absent -> new Group(projection, document)).add(document);
          if (groups.size() > MOST) {
            throw HubRefusal.invalid(
                "GROUP BY makes more than " + MOST + " groups; use WHERE to reduce them.");
          }
        });
    return groups.values();
  }

  private void add(JsonNode document) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).aggregate().isPresent()) {
        tallies.get(i).add(columns.get(i).in(document));
      }
    }
  }

  ObjectNode row() {
    ObjectNode row = Json.object();
    for (int i = 0; i < columns.size(); i++) {
      Projection.Column column = columns.get(i);
      Accumulator tally = tallies.get(i);
      JsonNode value =
          column
              .aggregate()
              .map(aggregate -> aggregate.of(tally))
              .orElseGet(() -> column.in(first));
      if (!value.isMissingNode()) {
        row.set(column.name(), value);
      }
    }
    return row;
  }
}
