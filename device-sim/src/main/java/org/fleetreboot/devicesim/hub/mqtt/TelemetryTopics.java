package org.fleetreboot.devicesim.hub.mqtt;

import java.util.List;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/**
 * Device-to-cloud messages: received and counted, not stored. MQTT 3.1.1 has no answer for one that
 * is over the tier's limit, so it ends the connection.
 */
public final class TelemetryTopics {
  private final Throttles throttles;
  private final HubCounters counters;

  public TelemetryTopics(Throttles throttles, HubCounters counters) {
    this.throttles = throttles;
    this.counters = counters;
  }

  public List<DeviceTopic> topics() {
    return List.of(DeviceTopic.of("Send telemetry", "messages/events/.*", message -> received()));
  }

  private void received() {
    throttles.admit(Limit.DEVICE_TO_CLOUD);
    counters.add(Count.TELEMETRY);
  }
}
