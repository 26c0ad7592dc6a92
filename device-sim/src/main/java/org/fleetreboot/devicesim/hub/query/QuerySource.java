package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Stream;

/** A collection of documents that stands behind FROM. Thread-safe. */
public interface QuerySource {
  /** One document, and the key that gives it its place in the order. */
  record Row(String key, ObjectNode document) {}

  /** The name behind FROM, such as {@code devices.jobs}. */
  String name();

  /** The top-level names that a document may have; a path begins with one of them. */
  Set<String> fields();

  /** The value of {@code x-ms-item-type} for whole documents. */
  default String itemType() {
    return "Twin";
  }

  /** Whether there is more than {@code SELECT *}: fields, aggregates, GROUP BY. */
  default boolean allowsProjection() {
    return true;
  }

  /**
   * The rows in the order of their keys, each written when it is asked for.
   *
   * @param after only rows with a greater key; empty for all
   */
  Stream<Row> rows(String after);
}
