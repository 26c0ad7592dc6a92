package org.fleetreboot.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed because of the hub. Such trouble is not an outcome of a device.
 *
 * @param detail one sentence for people, without secrets
 * @param retryAfter how long the hub asks for a pause; null if it does not say
 */
public record HubTrouble(Kind kind, String detail, @Nullable Duration retryAfter) {
  /** Trouble of a hub that names no pause. */
  public HubTrouble(Kind kind, String detail) {
    this(kind, detail, null);
  }

  /** What to do about it. */
  public enum Kind {
    /** The hub throttles: slow down. */
    THROTTLED,
    /**
     * The credential is refused. The hub is suspended at once, because only a person can fix it.
     */
    UNAUTHORIZED,
    /**
     * The hub refuses everybody, for example because its quota is used up. It is suspended at once.
     */
    REFUSED,
    /**
     * The hub cannot be reached: connection refused, DNS, TLS, timeout. It is suspended at once.
     */
    UNREACHABLE,
    /**
     * The hub or a server in front of it failed. The hub is suspended after several failures in a
     * row.
     */
    SERVER_ERROR
  }
}
