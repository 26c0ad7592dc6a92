package org.fleetreboot.iothub;

/** What the component can do; the part of the URI after {@code iothub:}. */
public enum IotHubOperation {
  /** Calls a direct method; the body is the payload, and then the device's answer. */
  invokeMethod,
  /** Reads a twin by id; the body becomes the twin. */
  getTwin,
  /** Reads a page of a twin query; the body becomes the rows. */
  queryTwins,
  /** Merges the body, {@code tags} and {@code properties.desired}, into a twin. */
  updateTwin,
  /** Reads a device's identity from the registry, without its keys. */
  getDevice
}
