package org.fleetreboot.devicesim.hub.mqtt;

import java.util.List;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;

/** Device-to-cloud messages: received and counted, not stored. */
public final class TelemetryTopics {
  private final HubCounters counters;

  public TelemetryTopics(HubCounters counters) {
    this.counters = counters;
  }

  public List<DeviceTopic> topics() {
    return List.of(
        DeviceTopic.of(
            "Send telemetry", "messages/events/.*", message -> counters.add(Count.TELEMETRY)));
  }
}
