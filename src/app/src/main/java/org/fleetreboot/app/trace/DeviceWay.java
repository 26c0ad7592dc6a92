package org.fleetreboot.app.trace;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/**
 * The reboot of one device in one step of a run: what one trace is about.
 *
 * @param hub null for the only one of the program
 */
record DeviceWay(@Nullable String hub, String run, String step, String device) {

  /** The way that an exchange is part of; null if it is about no single device. */
  static @Nullable DeviceWay of(Exchange exchange) {
    Message message = exchange.getIn();
    Object hub = message.getHeader(RebootConstants.HUB);
    Object body = message.getBody();
    if (body instanceof Poll poll) {
      return new DeviceWay(poll.hub(), poll.run(), poll.step(), poll.device());
    }
    if (body instanceof Map<?, ?> fields) {
      DeviceWay named = of(hub, fields.get("run"), fields.get("step"), fields.get("device"));
      if (named != null) {
        return named;
      }
    }
    return of(
        hub,
        message.getHeader(RebootConstants.RUN_ID),
        message.getHeader(RebootConstants.STEP),
        message.getHeader(RebootConstants.DEVICE_ID));
  }

  private static @Nullable DeviceWay of(
      @Nullable Object hub, @Nullable Object run, @Nullable Object step, @Nullable Object device) {
    return run instanceof String r && step instanceof String s && device instanceof String d
        ? new DeviceWay(hub instanceof String h ? h : null, r, s, d)
        : null;
  }
}
