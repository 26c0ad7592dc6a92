package org.fleetreboot.iothub.client;

/** Whose trouble a failure is. */
public enum Trouble {
  /** One device's trouble: all other devices may be well. */
  device,
  /** The request's trouble: it cannot succeed, whoever sends it and whenever. */
  request,
  /** The trouble of the credential, or of the clock for its signature. */
  credential,
  /** The trouble of the hub, or of the way to it: it says nothing about any device. */
  hub,
  /** Our own decision. */
  program
}
