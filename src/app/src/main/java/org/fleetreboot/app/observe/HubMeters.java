package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.fleetreboot.engine.Engine;

/** What the quota of the hub leaves, and whether the hub works. */
final class HubMeters {
  private HubMeters() {}

  static void register(MeterRegistry registry, Engine engine, String hub) {
    gauge(
        registry,
        engine,
        hub,
        "limit",
        "call",
        "Requests a second that our share allows.",
        asked -> asked.headroom(hub).callsPerSecond());
    gauge(
        registry,
        engine,
        hub,
        "limit",
        "read",
        "Requests a second that our share allows.",
        asked -> asked.headroom(hub).readsPerSecond());
    gauge(
        registry,
        engine,
        hub,
        "headroom",
        "call",
        "The share that could be sent at once, from 0 to 1.",
        asked -> asked.headroom(hub).freeCalls());
    gauge(
        registry,
        engine,
        hub,
        "headroom",
        "read",
        "The share that could be sent at once, from 0 to 1.",
        asked -> asked.headroom(hub).freeReads());
    Gauge.builder("reboot.hub.speed", engine, asked -> asked.headroom(hub).speed())
        .description("1 at full speed; less after the hub has refused requests with 429.")
        .tag("hub", hub)
        .register(registry);
    Gauge.builder("reboot.hub.suspended", engine, asked -> asked.health(hub).isSuspended() ? 1 : 0)
        .description("1 while the hub does not work and only probes are sent, otherwise 0.")
        .tag("hub", hub)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      Engine engine,
      String hub,
      String name,
      String kind,
      String description,
      ToDoubleFunction<Engine> value) {
    Gauge.builder("reboot.hub." + name, engine, value)
        .description(description)
        .tag("hub", hub)
        .tag("kind", kind)
        .register(registry);
  }
}
