package org.fleetreboot.devicesim.hub.parity.job;

import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/** What is to be done to each device of a job. */
public sealed interface JobAction {
  /** Invoke a method. The job waits for devices that are not connected, whatever the call says. */
  record Method(MethodCall call) implements JobAction {}

  /** Merge a patch into the twin if its etag is as expected. */
  record TwinUpdate(TwinPatch patch, IfMatch etag) implements JobAction {}
}
