package org.fleetreboot.devicesim.hub.parity.message;

/** The outcome of a cloud-to-device message. Over MQTT a device cannot reject one. */
public enum MessageOutcome {
  /** The device acknowledged it. */
  COMPLETED,
  /** Its time to live passed. */
  EXPIRED,
  /** It was sent ten times without an acknowledgement. */
  DELIVERY_COUNT_EXCEEDED,
  /** The queue was purged by the service, or by removing the device. */
  PURGED
}
