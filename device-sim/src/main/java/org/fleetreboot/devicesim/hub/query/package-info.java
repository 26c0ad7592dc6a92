/**
 * The query language of IoT Hub, as far as this hub speaks it: what it does not is refused.
 *
 * <p>The language is documented on two pages of azure-docs: {@code iot-hub-devguide-query-language}
 * (clauses, expressions, operators, functions) and {@code query-twins} (examples, limitations).
 * {@link org.fleetreboot.devicesim.hub.query.QueryParser} makes a query of a text, an {@link
 * org.fleetreboot.devicesim.hub.query.Expression} is evaluated against the document of each row,
 * and a {@link org.fleetreboot.devicesim.hub.query.QuerySource} delivers the rows.
 */
@NullMarked
package org.fleetreboot.devicesim.hub.query;

import org.jspecify.annotations.NullMarked;
