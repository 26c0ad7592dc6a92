package org.fleetreboot.engine;

/**
 * Why an operation on the hub failed. A hub's trouble is no device's outcome.
 *
 * @param detail one sentence for people, without secrets
 */
public record HubTrouble(Kind kind, String detail) {
  /** What to do about it. */
  public enum Kind {
    /** 429: slow down. */
    THROTTLED,
    /** 401 or 403: the hub is suspended at once; nobody but a person can mend it. */
    UNAUTHORIZED,
    /** Refused, DNS, TLS, timed out: the hub is suspended at once. */
    UNREACHABLE,
    /** 5xx: the hub is suspended when they come in a row. */
    SERVER_ERROR
  }
}
