package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.parity.aggregate.Aggregate;

/** What a query makes of the documents that pass its condition. */
sealed interface Projection {
  /**
   * One value of a row. A value that is not there is left out of the row.
   *
   * @param place empty for COUNT() only
   */
  record Column(String name, Optional<Aggregate> aggregate, Optional<Expression.Path> place) {
    JsonNode in(JsonNode document) {
      return place.map(path -> path.in(document)).orElse(document);
    }
  }

  /** A projection with a row for each document. */
  sealed interface EachRow extends Projection {
    ObjectNode row(ObjectNode document);
  }

  /** {@code *}. */
  record Everything() implements EachRow {
    @Override
    public ObjectNode row(ObjectNode document) {
      return document;
    }
  }

  /** Some fields of each document. */
  record Fields(List<Column> columns) implements EachRow {
    @Override
    public ObjectNode row(ObjectNode document) {
      ObjectNode row = Json.object();
      for (Column column : columns) {
        JsonNode value = column.in(document);
        if (!value.isMissingNode()) {
          row.set(column.name(), value);
        }
      }
      return row;
    }
  }

  /**
   * A row for each group of documents with the same values in some places; without such a place,
   * all documents are one group.
   */
  record Groups(List<Expression.Path> by, List<Column> columns) implements Projection {}
}
