package org.fleetreboot.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation on the hub failed. A hub's trouble is no device's outcome.
 *
 * @param detail one sentence for people, without secrets
 * @param retryAfter how long the hub asks to be left alone; null when it does not say
 */
public record HubTrouble(Kind kind, String detail, @Nullable Duration retryAfter) {
  /** Trouble of a hub that does not say for how long. */
  public HubTrouble(Kind kind, String detail) {
    this(kind, detail, null);
  }

  /** What to do about it. */
  public enum Kind {
    /** The throttle: slow down. */
    THROTTLED,
    /** The credential: the hub is suspended at once; nobody but a person can fix it. */
    UNAUTHORIZED,
    /** The hub refuses to everybody, such as for its quota: it is suspended at once. */
    REFUSED,
    /** Refused, DNS, TLS, timed out: the hub is suspended at once. */
    UNREACHABLE,
    /** The hub, or what answers in its place: it is suspended when they come in a row. */
    SERVER_ERROR
  }
}
