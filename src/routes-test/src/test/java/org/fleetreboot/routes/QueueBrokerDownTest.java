package org.fleetreboot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/queue.yaml while its broker comes and goes. */
class QueueBrokerDownTest {
  private final FakeEngine engine = new FakeEngine();

  @Test
  void aBrokerThatIsDownHoldsNothingElseUpAndIsFoundWhenItIsBack(@TempDir Path folder) {
    try (Broker broker = new Broker(folder);
        RouteRunner routes = new RouteRunner(engine)) {
      routes
          .property("queue.broker", broker.url())
          .property("queue.requests", "reboots")
          .property("queue.retry", "50")
          .file(shipped("queue.yaml"))
          .start();
      routes.template().sendBody("reboot-run:queued?runId=by-hand", "pump-1");
      assertThat(engine.runs().accepted).hasSize(1);

      broker.start();
      broker.send("reboots", "pump-2");
      // The stop below may come before the commit; delivered twice, the message is still one run.
      await().until(() -> engine.runs().ids().size() == 2);
      broker.stop();
      broker.start();
      broker.send("reboots", "pump-3");
      await().until(() -> engine.runs().ids().size() == 3);
      await().until(() -> broker.depth("reboots") == 0);
      assertThat(engine.runs().ids()).hasSize(3);
    }
  }

  @Test
  void aBrokerThatGoesDownBeforeTheCommitDeliversTheMessageAgainAsTheSameRun(@TempDir Path folder) {
    try (Broker broker = new Broker(folder).start();
        RouteRunner routes = new RouteRunner(engine)) {
      routes
          .property("queue.broker", broker.url())
          .property("queue.requests", "reboots")
          .property("queue.retry", "50")
          .file(shipped("queue.yaml"))
          .start();
      AtomicBoolean sent = new AtomicBoolean();
      AtomicBoolean down = new AtomicBoolean();
      engine.runs().uponAcceptance =
          () -> {
            if (!down.get()) {
              await().untilTrue(sent);
              broker.stop();
              down.set(true);
            }
          };
      broker.send("reboots", "pump-2");
      sent.set(true);
      await().untilTrue(down);
      broker.start();
      broker.send("reboots", "pump-3");
      await().until(() -> engine.runs().ids().size() == 2);
      await().until(() -> broker.depth("reboots") == 0);
      assertThat(engine.runs().accepted)
          .flatExtracting(RunRequest::targets)
          .extracting(Target::device)
          .containsExactly("pump-2", "pump-2", "pump-3");
      assertThat(engine.runs().ids()).hasSize(2);
    }
  }

  @Test
  void withoutTheSettingNothingListens() {
    try (RouteRunner routes = new RouteRunner(engine)) {
      routes.file(shipped("queue.yaml")).start();
      assertThat(routes.context().getRoutes()).isEmpty();
    }
  }
}
