package org.fleetreboot.iothub.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a query's result.
 *
 * @param rows the rows as the REST API writes them; may be fewer than the page size, or none, also
 *     before the last page
 * @param continuationToken asks for the next page; null on the last one
 */
public record QueryPage(List<Map<String, Object>> rows, @Nullable String continuationToken) {}
