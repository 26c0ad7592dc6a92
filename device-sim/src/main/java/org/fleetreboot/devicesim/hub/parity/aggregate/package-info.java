/** Aggregates and groups of queries: COUNT, AVG, SUM, MIN, MAX. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.aggregate;

import org.jspecify.annotations.NullMarked;
