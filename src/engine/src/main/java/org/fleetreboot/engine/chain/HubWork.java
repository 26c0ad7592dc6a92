package org.fleetreboot.engine.chain;

import org.fleetreboot.engine.group.DeviceSkipper;
import org.fleetreboot.engine.group.Groups;
import org.fleetreboot.engine.poll.StabilityChecks;
import org.fleetreboot.engine.state.LiveHub;

/** What chains need of one hub: its groups, and polls of the devices that a run has confirmed. */
public record HubWork(
    LiveHub hub, Groups groups, DeviceSkipper skipper, StabilityChecks stabilityChecks) {}
