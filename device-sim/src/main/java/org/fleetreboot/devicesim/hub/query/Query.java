package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A query over one collection. Immutable.
 *
 * @param top maximum number of rows, across all pages
 */
record Query(QuerySource source, Projection projection, Expression where, int top) {
  boolean admits(JsonNode document) {
    return where.test(document) == Ternary.TRUE;
  }

  String itemType() {
    return projection instanceof Projection.Everything ? source.itemType() : "Raw";
  }
}
