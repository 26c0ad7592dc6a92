package org.fleetreboot.iothub.client;

/** Whether a request reached its receiver. The names are the values of the header and property. */
public enum Delivery {
  /** The device answered. */
  delivered,
  /** Provably nothing was sent, or the hub refused it. Calling again repeats nothing. */
  notDelivered,
  /** It may have run. Check the device before calling again. */
  unknown
}
