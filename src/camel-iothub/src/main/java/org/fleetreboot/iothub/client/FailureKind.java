package org.fleetreboot.iothub.client;

/** The kinds of failure. Their names are the values of the exchange property. */
public enum FailureKind {
  /** The hub's throttle. */
  throttled(Trouble.hub, "wait, and ask for less"),
  /** The credential is not accepted, or could not be obtained. */
  unauthorized(Trouble.credential, "check the key or the sign-in; the hub is suspended meanwhile"),
  /** The hub does not accept a signature, and its clock and this machine's are minutes apart. */
  clockOff(Trouble.credential, "set the clock; the hub is suspended meanwhile"),
  /** The credential does not allow it. */
  forbidden(Trouble.credential, "grant ServiceConnect; the hub is suspended meanwhile"),
  /** The hub refuses everybody, until somebody changes it or its quota is renewed. */
  hubRefuses(Trouble.hub, "change the hub, or wait for its quota; it is suspended meanwhile"),
  /** There is no such device or module, or it is disabled. */
  notFound(Trouble.device, "read the twin, which decides"),
  /** The device is not connected, or has not subscribed to methods. */
  notOnline(Trouble.device, "read the twin; call again only when the call is proved undelivered"),
  /** The device reconnected, was disconnected or was locked during the call. */
  reconnected(Trouble.device, "read the twin until its marker changes"),
  /** The hub refuses this device: too much is pending for it, or it is disabled. */
  deviceRefused(Trouble.device, "call again, five times in all; then the device is failed"),
  /** The request is malformed, or was refused before it was sent. */
  badRequest(Trouble.request, "correct the request"),
  /** The payload exceeds the hub's limit of 128 KB. */
  tooLarge(Trouble.request, "send less"),
  /** The hub, or whatever answered in its place, is in trouble. */
  serverError(Trouble.hub, "ask again later; five in a row suspend the hub"),
  /** No connection to the hub, or it was lost. */
  unreachable(Trouble.hub, "ask again later; the hub is suspended meanwhile"),
  /** The proxy in front of the hub refused the connection. */
  proxyRefuses(Trouble.hub, "give the proxy what it asks for; the hub is suspended meanwhile"),
  /** The device did not answer the method in time. */
  deviceTimeout(Trouble.device, "read the twin until its marker changes"),
  /** The hub did not answer in time. */
  timeout(Trouble.hub, "ask again later"),
  /** Nothing was sent: too late, or no free slot. */
  notSent(Trouble.program, "ask again later"),
  /** Anything else. */
  other(Trouble.hub, "ask again later");

  private final Trouble trouble;
  private final String next;

  FailureKind(Trouble trouble, String next) {
    this.trouble = trouble;
    this.next = next;
  }

  /** Whose trouble it is. */
  public Trouble trouble() {
    return trouble;
  }

  /** What happens next, or what to do: a clause for people. */
  public String next() {
    return next;
  }
}
