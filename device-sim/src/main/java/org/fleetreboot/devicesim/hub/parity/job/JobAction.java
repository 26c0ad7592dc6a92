package org.fleetreboot.devicesim.hub.parity.job;

import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.fleetreboot.devicesim.hub.twin.TwinPatch;

/** The action of a job on each device. */
public sealed interface JobAction {
  /**
   * Invoke a method. The job waits for disconnected devices, whatever the call's connect timeout
   * is.
   */
  record Method(MethodCall call) implements JobAction {}

  /** Merge a patch into the twin if its etag matches. */
  record TwinUpdate(TwinPatch patch, IfMatch etag) implements JobAction {}
}
