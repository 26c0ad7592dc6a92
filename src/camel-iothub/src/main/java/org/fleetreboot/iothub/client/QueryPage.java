package org.fleetreboot.iothub.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a query's result.
 *
 * @param rows the rows in the form of the REST API; may be fewer than the page size, or none, even
 *     before the last page
 * @param continuationToken for the next page; null on the last one
 */
public record QueryPage(List<Map<String, Object>> rows, @Nullable String continuationToken) {}
