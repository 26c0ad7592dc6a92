package org.fleetreboot.engine;

import org.fleetreboot.workflow.options.MarkerPath;

/**
 * A device whose twin is to be read now.
 *
 * @param number unique until the engine stops
 * @param marker where the device reports its boot marker
 */
public record Poll(long number, String run, String step, String device, MarkerPath marker) {}
