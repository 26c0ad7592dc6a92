package org.fleetreboot.iothub.client;

/** What went wrong, as a closed set. Names are the values of the exchange property. */
public enum FailureKind {
  /** The hub's throttle. */
  throttled(Trouble.hub, "wait, and ask for less"),
  /** The credential is not accepted, or could not be obtained. */
  unauthorized(Trouble.credential, "check the key or the sign-in; the hub is suspended meanwhile"),
  /** The hub does not accept a signature, and its clock and this machine's are minutes apart. */
  clockOff(Trouble.credential, "set the clock; the hub is suspended meanwhile"),
  /** The credential does not allow it. */
  forbidden(Trouble.credential, "grant ServiceConnect; the hub is suspended meanwhile"),
  /** The hub refuses to everybody, until somebody changes it or its quota is renewed. */
  hubRefuses(Trouble.hub, "change the hub, or wait for its quota; it is suspended meanwhile"),
  /** There is no such device or module, or it is disabled. */
  notFound(Trouble.device, "read the twin, which decides"),
  /** The device is not connected, or has not subscribed to methods. */
  notOnline(Trouble.device, "read the twin; call again only when the call is proved undelivered"),
  /** The device connected anew, was cut off or locked, while the call was under way. */
  reconnected(Trouble.device, "read the twin until its marker changes"),
  /** The hub refuses for this device: it has too much under way, or is disabled. */
  deviceRefused(Trouble.device, "call again, five times in all; then the device is failed"),
  /** What was asked is malformed, or refused before it was sent. */
  badRequest(Trouble.request, "correct the request"),
  /** The payload is over the hub's limit of 128 KB. */
  tooLarge(Trouble.request, "send less"),
  /** The hub is in trouble, or what answered in its place is. */
  serverError(Trouble.hub, "ask again later; five in a row suspend the hub"),
  /** No connection to the hub, or it was lost. */
  unreachable(Trouble.hub, "ask again later; the hub is suspended meanwhile"),
  /** The proxy on the way to the hub lets nothing through. */
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

  /** What happens next, or is to be done: a clause for people. */
  public String next() {
    return next;
  }
}
