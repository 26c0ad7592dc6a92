package org.fleetreboot.workflow.device;

import java.time.Duration;
import org.fleetreboot.workflow.TruncatedText;
import org.jspecify.annotations.Nullable;

/** The result of one invocation of the direct method: what is known about its delivery. */
public sealed interface InvocationAnswer {

  /**
   * The device answered.
   *
   * @param status the device's own number, any int
   * @param response its payload as JSON text, cut after {@value RebootEvent#LONGEST_RESPONSE}
   *     bytes; null if there is none or it is not kept
   * @param retryAfter after how long it wants to be called again, if busy; null if it does not say
   */
  record Answered(int status, @Nullable String response, @Nullable Duration retryAfter)
      implements InvocationAnswer {
    public Answered {
      response = response == null ? null : TruncatedText.of(response, RebootEvent.LONGEST_RESPONSE);
    }

    /** An answer without a payload. */
    public Answered(int status) {
      this(status, null, null);
    }
  }

  /**
   * The call provably did not reach the device.
   *
   * @param retryAfter how long the hub asks to wait; null if it does not say
   */
  record NotDelivered(Cause cause, String detail, @Nullable Duration retryAfter)
      implements InvocationAnswer {
    /** Without a time at which to call again. */
    public NotDelivered(Cause cause, String detail) {
      this(cause, detail, null);
    }
  }

  /**
   * Nobody knows whether the device received the call.
   *
   * @param errorCode the hub's six-digit code; null if there was none
   */
  record Lost(@Nullable Integer errorCode, String detail) implements InvocationAnswer {}

  /** Why a call was not delivered. */
  enum Cause {
    /** 429: the hub's throttle. */
    THROTTLED,
    /** The hub was unusable: credential, quota, refused connection, DNS, TLS. */
    HUB_TROUBLE,
    /** Its time limit for sending had passed. */
    NOT_SENT,
    /** The hub proved that the device is not connected. */
    OFFLINE,
    /** The hub refused only this device, for example for too many pending methods (403800). */
    REFUSED_FOR_DEVICE,
    /** Refused as malformed: 400004 or 413. */
    MALFORMED
  }
}
