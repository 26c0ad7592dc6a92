package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Stream;

/** A collection of documents in FROM. Thread-safe. */
public interface QuerySource {
  /** A document with its sort key. */
  record Row(String key, ObjectNode document) {}

  /** The name in FROM, such as {@code devices.jobs}. */
  String name();

  /** The top-level fields of documents; a path begins with one of them. */
  Set<String> fields();

  /** The value of {@code x-ms-item-type} for complete documents. */
  default String itemType() {
    return "Twin";
  }

  /** Whether fields, aggregates and GROUP BY are supported, not only {@code SELECT *}. */
  default boolean allowsProjection() {
    return true;
  }

  /**
   * The rows, ordered by key and created lazily.
   *
   * @param after only rows with a greater key; empty for all
   */
  Stream<Row> rows(String after);
}
