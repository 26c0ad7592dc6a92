package org.fleetreboot.devicesim.hub.rest;

import java.util.concurrent.Executor;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.security.AccessControl;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/**
 * The parts of the hub that a service client's requests work with. Queries walk over all devices,
 * so they run on an executor of their own.
 */
public record ServiceSide(
    AccessControl access,
    DeviceRegistry registry,
    DeviceSessions sessions,
    Twins twins,
    MethodInvoker methods,
    FaultPlan faults,
    Throttles throttles,
    HubCounters counters,
    HubClock clock,
    Executor queryExecutor) {}
