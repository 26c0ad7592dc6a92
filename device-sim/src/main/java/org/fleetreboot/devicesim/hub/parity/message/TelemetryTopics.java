package org.fleetreboot.devicesim.hub.parity.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.mqtt.DeviceTopic;
import org.fleetreboot.devicesim.hub.mqtt.PublishedMessage;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/**
 * Validates and counts device-to-cloud messages, and keeps the latest for tests. MQTT 3.1.1 has no
 * answer for a message over the tier's limit, so it closes the connection.
 */
public final class TelemetryTopics {
  private static final ClientLog LOG = ClientLog.of(TelemetryTopics.class);
  private static final int MOST_BYTES = 256 * 1024;

  private final Throttles throttles;
  private final HubCounters counters;
  private final TelemetryLog log;
  private final HubClock clock;

  public TelemetryTopics(
      Throttles throttles, HubCounters counters, TelemetryLog log, HubClock clock) {
    this.throttles = throttles;
    this.counters = counters;
    this.log = log;
    this.clock = clock;
  }

  public List<DeviceTopic> topics() {
    return List.of(DeviceTopic.of("Send telemetry", "messages/events/(.*)", this::received));
  }

  private void received(PublishedMessage message) {
    throttles.admit(Limit.DEVICE_TO_CLOUD);
    String bag = Objects.requireNonNullElse(message.group(1), "");
    int bytes = message.payload().length + bag.length();
    if (bytes > MOST_BYTES) {
      throw HubRefusal.dataPlane(
          HubError.MESSAGE_TOO_LARGE, bytes + " bytes including properties; the maximum is 256 KB");
    }
    Map<String, String> properties = PropertyBag.parse(bag);
    if (message.retain()) {
      properties.put("mqtt-retain", "true");
    }
    if (message.isWill()) {
      properties.put("iothub-MessageType", "Will");
    }
    RequestedFault.of(properties).ifPresent(fault -> cut(message, fault));
    counters.add(Count.TELEMETRY);
    log.add(
        new TelemetryMessage(
            message.client().clientId(), clock.instant(), properties, message.payload()));
  }

  private void cut(PublishedMessage message, RequestedFault fault) {
    if (fault.cutsConnection()) {
      clock.after(fault.delay(), message::cutConnection);
    } else {
      LOG.warn(
          "{} requested the fault {}, which is not supported; supported are {}",
          message.client().clientId(),
          fault.type(),
          RequestedFault.CUTS);
    }
  }
}
