package org.fleetreboot.devicesim.hub.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.Limit;

/** What a device asks of the hub, and what it is answered. */
final class DeviceRequests {
  private final DeviceSide hub;
  private final RegisteredDevice device;
  private final DeviceSession session;
  private final DeviceChannel channel;

  DeviceRequests(
      DeviceSide hub, RegisteredDevice device, DeviceSession session, DeviceChannel channel) {
    this.hub = hub;
    this.device = device;
    this.session = session;
    this.channel = channel;
  }

  void handle(DeviceTopic topic, byte[] payload) {
    device.active(hub.clock().instant());
    if (topic instanceof DeviceTopic.Telemetry) {
      hub.counters().add(Count.TELEMETRY);
    } else if (topic instanceof DeviceTopic.MethodAnswered answer) {
      hub.methods().answered(device.id(), answer.rid(), answer.status(), payload);
    } else if (topic instanceof DeviceTopic.TwinGet get) {
      answered(get.rid(), this::twin);
    } else if (topic instanceof DeviceTopic.Reported reported) {
      answered(reported.rid(), () -> report(reported, payload));
    }
  }

  private Answer twin() {
    hub.throttles().admit(Limit.TWIN_READS);
    hub.counters().add(Count.TWIN_READS);
    return new Answer("200", "", Json.text(device.twin().toDeviceJson()));
  }

  private Answer report(DeviceTopic.Reported reported, byte[] payload) {
    hub.throttles().admit(Limit.TWIN_UPDATES);
    hub.counters().add(Count.TWIN_REPORTS);
    long version = hub.twins().report(device.id(), Json.parseObject(payload), reported.expected());
    return new Answer("204", "&$version=" + version, "");
  }

  private void answered(String rid, Supplier<Answer> request) {
    Answer answer;
    try {
      answer = request.get();
    } catch (HubRefusal refusal) {
      answer = new Answer(Integer.toString(refusal.error().status()), "", refusal.text());
    }
    if (session.reachable(Subscription.TWIN_ANSWERS).isPresent()) {
      channel.publish(
          "$iothub/twin/res/" + answer.status() + "/?$rid=" + rid + answer.suffix(),
          answer.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Answer(String status, String suffix, String body) {}
}
