package org.fleetreboot.workflow.device;

import java.time.Duration;
import org.fleetreboot.workflow.TruncatedText;
import org.jspecify.annotations.Nullable;

/** What came back from one invocation of the direct method: what is known about its delivery. */
public sealed interface InvocationAnswer {

  /**
   * The device answered.
   *
   * @param status its own number, any int
   * @param response its payload as JSON text, cut after {@value RebootEvent#LONGEST_RESPONSE}
   *     bytes; null for none, or none kept
   * @param retryAfter when it wants to be called again, should it be busy; null when it does not
   *     say
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
   * Proved: the call did not reach the device.
   *
   * @param retryAfter how long the hub asks to wait; null when it does not say
   */
  record NotDelivered(Cause cause, String detail, @Nullable Duration retryAfter)
      implements InvocationAnswer {
    /** One after which nobody said when to call again. */
    public NotDelivered(Cause cause, String detail) {
      this(cause, detail, null);
    }
  }

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
    /** The hub could not be worked with: credential, quota, refused, DNS, TLS. */
    HUB_TROUBLE,
    /** The time until which it might be sent had passed. */
    NOT_SENT,
    /** The hub proved that the device is not connected. */
    OFFLINE,
    /** The hub refuses for this device alone, such as for too many methods under way (403800). */
    REFUSED_FOR_DEVICE,
    /** Refused as malformed: 400004 or 413. */
    MALFORMED
  }
}
