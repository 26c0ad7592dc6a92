package org.fleetreboot.engine;

import org.fleetreboot.workflow.options.MarkerPath;

/**
 * One device whose twin is to be read now.
 *
 * @param number unique in the life of the engine
 * @param marker where its boot marker is reported
 */
public record Poll(long number, String run, String step, String device, MarkerPath marker) {}
