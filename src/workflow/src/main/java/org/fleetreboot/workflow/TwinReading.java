package org.fleetreboot.workflow;

/**
 * What a successful read of a device twin found. A read that failed is none, and proves nothing.
 */
public sealed interface TwinReading {

  /**
   * The twin is there.
   *
   * @param marker its boot marker
   * @param connected whether the hub believed the device to be connected
   */
  record Found(BootMarker marker, boolean connected) implements TwinReading {}

  /** The hub knows no such device. */
  record NotRegistered() implements TwinReading {}
}
