package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * One page of a result.
 *
 * @param items at most {@value #LARGEST}
 * @param itemType {@code Twin} for complete twins, else {@code Raw}
 * @param continuation the token of the next page; empty on the last page
 */
public record QueryPage(ArrayNode items, String itemType, Optional<String> continuation) {
  /**
   * The maximum number of rows on a page. The page iot-hub-devguide-query-language gave 1000 in
   * 2016 and 100 in 2018; the REST reference does not specify it.
   */
  public static final int LARGEST = 1000;
}
