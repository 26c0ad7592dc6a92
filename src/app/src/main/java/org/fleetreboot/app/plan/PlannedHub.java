package org.fleetreboot.app.plan;

import org.fleetreboot.app.hub.Hub;

/**
 * A hub that a plan asks.
 *
 * @param name its name in the journal
 * @param floor how fast it may be asked
 */
public record PlannedHub(String name, Hub hub, MinimumDuration floor) {}
