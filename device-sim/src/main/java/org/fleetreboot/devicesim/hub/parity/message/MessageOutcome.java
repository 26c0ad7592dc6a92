package org.fleetreboot.devicesim.hub.parity.message;

/** How a cloud-to-device message ended. Over MQTT a device cannot reject one. */
public enum MessageOutcome {
  /** The device has acknowledged it. */
  COMPLETED,
  /** Its time to live was over. */
  EXPIRED,
  /** It was sent ten times, and never acknowledged. */
  DELIVERY_COUNT_EXCEEDED,
  /** The service, or the removal of the device, has emptied the queue. */
  PURGED
}
