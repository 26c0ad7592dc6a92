package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * One page of a result.
 *
 * @param items at most {@value #LARGEST}
 * @param itemType {@code Twin} for whole twins, else {@code Raw}
 * @param continuation what to send for the next page; empty on the last one
 */
public record QueryPage(ArrayNode items, String itemType, Optional<String> continuation) {
  /**
   * The most rows on a page. The page iot-hub-devguide-query-language gave 1000 in 2016 and 100 in
   * 2018; the REST reference leaves it to the service.
   */
  public static final int LARGEST = 1000;
}
