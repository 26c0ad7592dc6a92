package org.fleetreboot.iothub.client;

/** Whose trouble a failure is. */
public enum Trouble {
  /** One device's: every other device may be well. */
  device,
  /** What was asked cannot be done, by whomever and whenever it is asked. */
  request,
  /** The credential, or the clock that its signature is made by. */
  credential,
  /** The hub's, or that of the way to it: it says nothing of any device. */
  hub,
  /** Our own decision. */
  program
}
