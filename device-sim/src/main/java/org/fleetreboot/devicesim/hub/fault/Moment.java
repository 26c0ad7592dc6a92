package org.fleetreboot.devicesim.hub.fault;

/** When a fault strikes. */
public enum Moment {
  /** The request was received, but not processed. */
  BEFORE_DELIVERY,
  /**
   * The request took effect: a method call was published to its device, a twin was written. A
   * request that cannot be delivered gets its real error instead.
   */
  AFTER_DELIVERY
}
