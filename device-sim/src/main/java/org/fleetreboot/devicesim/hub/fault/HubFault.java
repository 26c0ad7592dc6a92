package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;

/**
 * A named misbehaviour of the hub towards service clients. A closed set; where and how often it
 * strikes is a {@link FaultScope}.
 */
public sealed interface HubFault {

  /**
   * Answers with an error instead of the truth.
   *
   * @param moment {@link Moment#AFTER_DELIVERY} hides that the request took effect
   */
  record Refuses(FaultyAnswer answer, Moment moment) implements HubFault {}

  /** Closes the client's connection without an answer. */
  record DropsConnection(Moment moment) implements HubFault {}

  /** Answers truthfully, but so much later. */
  record AnswersLate(Duration delay) implements HubFault {
    public AnswersLate {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("A delay must not be negative: " + delay);
      }
    }
  }

  /** 429: too many requests; not delivered. */
  static HubFault tooManyRequests() {
    return new Refuses(FaultyAnswer.TOO_MANY_REQUESTS, Moment.BEFORE_DELIVERY);
  }

  /** 500; not delivered. */
  static HubFault serverError() {
    return new Refuses(FaultyAnswer.SERVER_ERROR, Moment.BEFORE_DELIVERY);
  }

  /** 503; not delivered. */
  static HubFault serverBusy() {
    return new Refuses(FaultyAnswer.SERVER_BUSY, Moment.BEFORE_DELIVERY);
  }

  /** 400027: the device connected anew; not delivered. */
  static HubFault connectedElsewhere() {
    return new Refuses(FaultyAnswer.CONNECTED_ELSEWHERE, Moment.BEFORE_DELIVERY);
  }

  /** The connection drops when the request is in, and nothing is delivered. */
  static HubFault droppedBeforeDelivery() {
    return new DropsConnection(Moment.BEFORE_DELIVERY);
  }

  /** The request takes effect, and the connection drops in place of the answer. */
  static HubFault droppedAfterDelivery() {
    return new DropsConnection(Moment.AFTER_DELIVERY);
  }

  /** The device got the call, and the caller hears 404103: not online. */
  static HubFault deliveredThenNotOnline() {
    return new Refuses(FaultyAnswer.NOT_ONLINE, Moment.AFTER_DELIVERY);
  }

  /** The device got the call, and the caller hears 504101: the answer is lost. */
  static HubFault deliveredThenNoAnswer() {
    return new Refuses(FaultyAnswer.NO_ANSWER, Moment.AFTER_DELIVERY);
  }

  /** The true answer, late. */
  static HubFault late(Duration delay) {
    return new AnswersLate(delay);
  }
}
