package org.fleetreboot.routes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.reboot.testkit.RouteRunner;

/**
 * The engine itself with runs that reboot nobody and end at once, for routes that hand their
 * results out; beside these a sink that is always there.
 */
final class Sinks implements AutoCloseable {
  private static final String CHAIN =
      """
      - route:
          from:
            uri: reboot-run:nothing
            steps:
              - setBody: { constant: "" }
      - route:
          from:
            uri: reboot-events:other
            parameters: { types: result }
            steps:
              - process: { ref: other }
      """;

  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final List<AutoCloseable> open = new ArrayList<>();

  /** The ids of the events that the other sink has. */
  final List<String> other = new CopyOnWriteArrayList<>();

  /** A program on the same journal; the route files and settings are the test's. */
  RouteRunner program() {
    DurableEngine engine =
        DurableEngine.open(
            journal,
            EngineSettings.of("local").withTier(HubTier.UNLIMITED, 1, 1),
            InstantSource.system());
    RouteRunner routes = new RouteRunner(engine);
    routes.bind(
        "other",
        (Processor)
            exchange ->
                other.add(
                    Objects.requireNonNull(
                        exchange.getMessage().getHeader("CamelRebootEventId", String.class))));
    open.add(routes);
    open.add(engine);
    return routes;
  }

  /** Starts it with its own routes beside those loaded. */
  RouteRunner start(RouteRunner routes) {
    return routes.start(CHAIN);
  }

  void run(RouteRunner routes, String id) {
    routes.template().sendBody("reboot-run:nothing?runId=" + id, null);
  }

  /** Ends all programs, as a stop would. */
  void stop() {
    for (AutoCloseable part : open) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    open.clear();
  }

  @Override
  public void close() {
    stop();
    journal.close();
  }
}
