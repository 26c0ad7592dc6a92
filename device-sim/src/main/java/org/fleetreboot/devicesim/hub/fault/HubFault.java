package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.util.Set;

/**
 * A named misbehaviour of the hub, towards service clients ({@link ServiceFault}) or towards
 * devices ({@link DeviceFault}). A closed set; where, when and how often it strikes is a {@link
 * FaultScope}.
 */
public sealed interface HubFault permits ServiceFault, DeviceFault {

  /** The operations that it can strike. */
  Set<HubOperation> strikes();

  /** 429: too many requests; not delivered. */
  static HubFault tooManyRequests() {
    return refusal(FaultyAnswer.TOO_MANY_REQUESTS);
  }

  /** 500; not delivered. */
  static HubFault serverError() {
    return refusal(FaultyAnswer.SERVER_ERROR);
  }

  /** 503; not delivered. */
  static HubFault serverBusy() {
    return refusal(FaultyAnswer.SERVER_BUSY);
  }

  /** 400027: the device connected again; not delivered. */
  static HubFault connectedElsewhere() {
    return refusal(FaultyAnswer.CONNECTED_ELSEWHERE);
  }

  private static HubFault refusal(FaultyAnswer answer) {
    return new ServiceFault.Refuses(answer, Moment.BEFORE_DELIVERY);
  }

  /**
   * The request is answered with this error, and has no effect.
   *
   * @param code six digits, of which the first three are the HTTP status, such as 404012
   */
  static HubFault refused(int code) {
    return new ServiceFault.AnswersCode(code);
  }

  /** The connection is dropped after the request was received; nothing is delivered. */
  static HubFault droppedBeforeDelivery() {
    return new ServiceFault.DropsConnection(Moment.BEFORE_DELIVERY);
  }

  /** The request takes effect, and the connection is dropped instead of an answer. */
  static HubFault droppedAfterDelivery() {
    return new ServiceFault.DropsConnection(Moment.AFTER_DELIVERY);
  }

  /** The device receives the call, and the caller gets 404103: not online. */
  static HubFault deliveredThenNotOnline() {
    return new ServiceFault.Refuses(FaultyAnswer.NOT_ONLINE, Moment.AFTER_DELIVERY);
  }

  /** The device receives the call, and the caller gets 504101: the answer is lost. */
  static HubFault deliveredThenNoAnswer() {
    return new ServiceFault.Refuses(FaultyAnswer.NO_ANSWER, Moment.AFTER_DELIVERY);
  }

  /** The real answer, delayed. */
  static HubFault late(Duration delay) {
    return new ServiceFault.AnswersLate(delay);
  }

  /**
   * CONNECT is answered with a return code of MQTT 3.1.1, and the connection is closed.
   *
   * @param code 1 to 5; 3 means busy
   */
  static HubFault connectionRefused(int code) {
    return new DeviceFault.RefusesConnection(code);
  }

  /** The device's connection is dropped when it sends something, which is lost. */
  static HubFault deviceDroppedBeforeDelivery() {
    return new DeviceFault.DropsDevice(Moment.BEFORE_DELIVERY);
  }

  /** What the device sends takes effect, and its connection is dropped instead of an answer. */
  static HubFault deviceDroppedAfterDelivery() {
    return new DeviceFault.DropsDevice(Moment.AFTER_DELIVERY);
  }

  /** What the device sends takes effect, and the hub's PUBACK is lost. */
  static HubFault acknowledgementLost() {
    return new DeviceFault.LosesAcknowledgement();
  }

  /**
   * The device's request about its twin is answered with an error, and has no effect.
   *
   * @param status 400 to 599, such as 429 or 500
   */
  static HubFault twinRefused(int status) {
    return new DeviceFault.RefusesTwin(status);
  }

  /** What the hub sends to the device is lost: a method call, or new desired properties. */
  static HubFault pushLost() {
    return new DeviceFault.LosesPush();
  }

  /** What the hub sends to the device is delayed, and may be overtaken. */
  static HubFault pushLate(Duration delay) {
    return new DeviceFault.PushesLate(delay);
  }

  /** The hub starts the TLS handshake of a device late. */
  static HubFault slowTls(Duration delay) {
    return new DeviceFault.AcceptsSlowly(delay);
  }
}
