package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.fleetreboot.reboot.testkit.Broker;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.reboot.testkit.ScriptedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/queue.yaml while its broker comes and goes. */
class QueueBrokerDownTest {
  private final ScriptedEngine engine = new ScriptedEngine();

  @Test
  void aBrokerThatIsDownHoldsNothingElseUpAndIsFoundWhenItIsBack(@TempDir Path folder) {
    try (Broker broker = new Broker(folder);
        RouteRunner routes = new RouteRunner(engine)) {
      routes
          .property("queue.broker", broker.url())
          .property("queue.requests", "reboots")
          .property("queue.retry", "50")
          .shipped("queue.yaml")
          .start();
      routes.template().sendBody("reboot-run:queued?runId=by-hand", "pump-1");
      assertThat(engine.accepted).hasSize(1);

      broker.start();
      broker.send("reboots", "pump-2");
      await().until(() -> engine.accepted.size() == 2);
      broker.stop();
      broker.start();
      broker.send("reboots", "pump-3");
      await().until(() -> engine.accepted.size() == 3);
    }
  }

  @Test
  void withoutTheSettingNothingListens() {
    try (RouteRunner routes = new RouteRunner(engine)) {
      routes.shipped("queue.yaml").start();
      assertThat(routes.context().getRoutes()).isEmpty();
    }
  }
}
