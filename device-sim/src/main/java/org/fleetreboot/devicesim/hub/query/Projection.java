package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.parity.aggregate.Aggregate;

/** How a query converts documents to rows. */
sealed interface Projection {
  /**
   * A column of a row. Missing values are omitted.
   *
   * @param place empty for COUNT() only
   */
  record Column(String name, Optional<Aggregate> aggregate, Optional<Expression.Path> place) {
    JsonNode in(JsonNode document) {
      return place.map(path -> path.in(document)).orElse(document);
    }
  }

  /** A projection with one row per document. */
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

  /** Selected fields of each document. */
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
   * One row per group of documents with equal values; without GROUP BY all documents form one
   * group.
   */
  record Groups(List<Expression.Path> by, List<Column> columns) implements Projection {}
}
