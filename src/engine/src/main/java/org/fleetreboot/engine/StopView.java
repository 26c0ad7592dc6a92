package org.fleetreboot.engine;

import java.time.Instant;

/** A stop of all calls to one hub's devices that holds, as people see it. */
public record StopView(String hub, Instant at, String by, String reason) {}
