package org.fleetreboot.devicesim.hub.mqtt;

import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.security.HubHosts;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** The parts of the hub that a device's connection works with. */
public record DeviceSide(
    HubHosts hosts,
    AccessControl access,
    DeviceRegistry registry,
    DeviceSessions sessions,
    Twins twins,
    MethodInvoker methods,
    Throttles throttles,
    HubCounters counters,
    HubClock clock) {}
