package org.fleetreboot.devicesim.hub.query;

/** A query over all devices. Immutable. */
record TwinQuery(Projection projection, Condition condition) {}
