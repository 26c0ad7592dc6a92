package org.fleetreboot.iothub.client;

/** What went wrong, as a closed set. Names are the values of the exchange property. */
public enum FailureKind {
  /** The hub's throttle: HTTP 429. */
  throttled,
  /** The credential is not accepted, or could not be obtained: HTTP 401. */
  unauthorized,
  /** The credential does not allow it, or the hub's daily quota is used up: HTTP 403. */
  forbidden,
  /** No such device or module: HTTP 404, except 404103. */
  notFound,
  /** The device is not connected, or has not subscribed to methods: 404103. */
  notOnline,
  /** The request is malformed: HTTP 400, or refused before it was sent. */
  badRequest,
  /** The payload is over the hub's limit of 128 KB: HTTP 413. */
  tooLarge,
  /** The hub is in trouble: HTTP 500, 502, 503. */
  serverError,
  /** No connection to the hub, or it was lost. */
  unreachable,
  /** No answer in time, from the device (504101) or from the hub. */
  timeout,
  /** Nothing was sent: too late, or no free slot. */
  notSent,
  /** Anything else. */
  other
}
