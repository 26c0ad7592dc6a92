package org.fleetreboot.devicesim.hub.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.json.ErrorBody;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;

/** Handles a client's requests for its own twin. */
public final class TwinTopics {
  private final Twins twins;
  private final Throttles throttles;
  private final HubCounters counters;
  private final InstantSource clock;

  public TwinTopics(Twins twins, Throttles throttles, HubCounters counters, InstantSource clock) {
    this.twins = twins;
    this.throttles = throttles;
    this.counters = counters;
    this.clock = clock;
  }

  public List<DeviceTopic> topics() {
    return List.of(
        DeviceTopic.of("Get the twin", "\\$iothub/twin/GET/\\?\\$rid=([^&]+)", this::get),
        DeviceTopic.of(
            "Report properties",
            "\\$iothub/twin/PATCH/properties/reported/\\?\\$rid=([^&]+)(?:&\\$version=(\\d{1,18}))?",
            this::report));
  }

  private void get(PublishedMessage message) {
    answered(
        message,
        () -> {
          throttles.admit(Limit.TWIN_READS);
          counters.add(Count.TWIN_READS);
          return new Answer("200", "", Json.text(message.client().twin().toDeviceJson()));
        });
  }

  private void report(PublishedMessage message) {
    answered(
        message,
        () -> {
          throttles.admit(Limit.TWIN_UPDATES);
          counters.add(Count.TWIN_REPORTS);
          String expected = message.group(2);
          long version =
              twins.report(
                  message.client().clientId(),
                  Json.parseObject(message.payload()),
                  expected == null
                      ? OptionalLong.empty()
                      : OptionalLong.of(Long.parseLong(expected)));
          return new Answer("204", "&$version=" + version, "");
        });
  }

  private void answered(PublishedMessage message, Supplier<Answer> request) {
    Answer answer;
    try {
      answer = request.get();
    } catch (HubRefusal refusal) {
      answer =
          new Answer(
              Integer.toString(refusal.error().status()),
              "",
              Json.text(ErrorBody.of(refusal.in(HubRefusal.Shape.PLAIN), clock.instant())));
    }
    if (message.session().reachable(Subscription.TWIN_ANSWERS).isPresent()) {
      message.answer(
          "$iothub/twin/res/" + answer.status() + "/?$rid=" + message.group(1) + answer.suffix(),
          answer.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private record Answer(String status, String suffix, String body) {}
}
