package org.fleetreboot.workflow;

import org.jspecify.annotations.Nullable;

/** What came back from one invocation of the direct method: what is known about its delivery. */
public sealed interface InvocationAnswer {

  /** The device answered with a status of its own. */
  record Answered(int status) implements InvocationAnswer {}

  /** Proved: the call did not reach the device. */
  record NotDelivered(Cause cause, String detail) implements InvocationAnswer {}

  /**
   * Not known whether the device got the call.
   *
   * @param errorCode the hub's six-digit code, null when none came
   */
  record Lost(@Nullable Integer errorCode, String detail) implements InvocationAnswer {}

  /** Why a call was not delivered. */
  enum Cause {
    /** 429: the hub's throttle. */
    THROTTLED,
    /** The hub could not be worked with: 401, 403, refused, DNS, TLS. */
    HUB_TROUBLE,
    /** The time until which it might be sent had passed. */
    NOT_SENT,
    /** The hub proved that the device is not connected. */
    OFFLINE,
    /** Refused as malformed: 400004 or 413. */
    MALFORMED
  }
}
