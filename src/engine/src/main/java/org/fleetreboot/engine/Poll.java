package org.fleetreboot.engine;

import org.fleetreboot.workflow.options.MarkerPath;

/**
 * A device whose twin is to be read now.
 *
 * @param number unique until the engine stops
 * @param hub the hub of the device
 * @param marker where the device reports its boot marker
 */
public record Poll(
    long number, String run, String step, String hub, String device, MarkerPath marker) {}
