package org.fleetreboot.reboot.device;

import java.util.Map;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.reboot.HubFailure;
import org.fleetreboot.reboot.HubHeaders;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.InvocationAnswer.Answered;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.InvocationAnswer.Lost;
import org.fleetreboot.workflow.device.InvocationAnswer.NotDelivered;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.options.CallOptions;
import org.jspecify.annotations.Nullable;

/** Reads what came back from a direct method. */
final class InvokeResult {
  private InvokeResult() {}

  /**
   * The answer that the exchange shows. A call counts as not delivered only if the exchange proves
   * it; otherwise a missing answer counts as lost.
   *
   * @param sent the body of the call; null for none
   */
  static InvocationAnswer of(Exchange answer, @Nullable Object sent, CallOptions callOptions) {
    HubFailure failure = HubFailure.of(answer);
    if (failure == null) {
      Integer status = answer.getMessage().getHeader(HubHeaders.METHOD_STATUS, Integer.class);
      return status == null
          ? new Lost(null, "the call was answered without a status")
          : AnswerPayload.of(status, answer, sent, callOptions.keepResponse());
    }
    if ("notDelivered".equals(answer.getProperty(HubHeaders.DELIVERY))) {
      return new NotDelivered(cause(failure.kind()), failure.detail(), failure.retryAfter());
    }
    return new Lost(answer.getProperty(HubHeaders.ERROR_CODE, Integer.class), failure.detail());
  }

  private static Cause cause(HubFailure.Kind kind) {
    return switch (kind) {
      case throttled -> Cause.THROTTLED;
      case notSent -> Cause.NOT_SENT;
      case badRequest, tooLarge -> Cause.MALFORMED;
      case deviceRefused -> Cause.REFUSED_FOR_DEVICE;
      default -> Cause.HUB_TROUBLE;
    };
  }

  /** The body for the following steps of the route. */
  static Map<String, Object> body(Turn turn, InvocationIntended intent, InvocationAnswer answer) {
    Map<String, Object> body = TurnConsumer.body(turn);
    body.put("attempt", intent.attempt());
    body.put("invocation", intent.invocation().toString());
    if (answer instanceof Answered answered) {
      body.put("answer", "answered");
      body.put("status", answered.status());
      if (answered.response() != null) {
        body.put("response", answered.response());
      }
    } else if (answer instanceof NotDelivered notDelivered) {
      body.put("answer", "not-delivered");
      body.put("detail", notDelivered.detail());
    } else if (answer instanceof Lost lost) {
      body.put("answer", "lost");
      body.put("detail", lost.detail());
    }
    return body;
  }

  /**
   * The body if nothing was sent: the device is settled or skipped, its group is paused, or this
   * turn has called it already.
   */
  static Map<String, Object> nothingSent(Turn turn) {
    Map<String, Object> body = TurnConsumer.body(turn);
    body.put("answer", "none");
    return body;
  }
}
