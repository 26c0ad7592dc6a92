package org.fleetreboot.devicesim.hub.parity.job;

import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.registry.EtagCondition;
import org.fleetreboot.devicesim.hub.twin.ServicePatch;

/** What is to be done to each device of a job. */
public sealed interface DeviceWork {
  /** Invoke a method. The job waits for devices that are not connected, whatever the call says. */
  record Method(MethodCall call) implements DeviceWork {}

  /** Merge a patch into the twin if its etag is as expected. */
  record TwinUpdate(ServicePatch patch, EtagCondition etag) implements DeviceWork {}
}
