package org.fleetreboot.devicesim.hub.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * One page of a result.
 *
 * @param itemType {@code Twin} for whole twins, else {@code Raw}
 * @param continuation what to send for the next page; empty on the last one
 */
public record QueryPage(ArrayNode items, String itemType, Optional<String> continuation) {}
