/**
 * The query language of IoT Hub; unsupported constructs are refused. The parser is written by hand,
 * because the language belongs to IoT Hub and no library implements it.
 *
 * <p>The language is documented on two pages of azure-docs: {@code iot-hub-devguide-query-language}
 * (clauses, expressions, operators, functions) and {@code query-twins} (examples, limitations).
 * {@link org.fleetreboot.devicesim.hub.query.QueryParser} parses a query, an {@link
 * org.fleetreboot.devicesim.hub.query.Expression} is evaluated against the document of each row,
 * and a {@link org.fleetreboot.devicesim.hub.query.QuerySource} provides the rows.
 */
@NullMarked
package org.fleetreboot.devicesim.hub.query;

import org.jspecify.annotations.NullMarked;
