package org.fleetreboot.app.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.fleetreboot.engine.FoldProgress;
import org.fleetreboot.engine.node.NodeEngine;
import org.fleetreboot.nodes.Work;
import org.fleetreboot.reboot.EngineConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of this node: the engine takes the partitions, and the routes that get runs, turns or
 * events from it begin anew, as after a restart. When the work ends here, they begin anew once
 * more, without it: what they were in the middle of goes on elsewhere. All other routes, such as
 * triggers and the API, run on every node.
 */
final class NodeWork implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWork.class);

  /** How often to look whether the work is still assigned to this node. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final NodeEngine engine;
  private final CamelContext camel;
  private final Duration drain;
  private volatile @Nullable CountDownLatch ended;
  private volatile boolean closing;

  /**
   * @param drain how long to wait for the answers under way when the work is given back
   */
  NodeWork(NodeEngine engine, CamelContext camel, Duration drain) {
    this.engine = engine;
    this.camel = camel;
    this.drain = drain;
  }

  @Override
  public void run(BooleanSupplier isOurs) throws InterruptedException {
    CountDownLatch mine = new CountDownLatch(1);
    ended = mine;
    var unused = engine.work(FoldProgress.NONE).thenRun(mine::countDown);
    LOG.info("This node works with {} now.", String.join(", ", engine.hubs()));
    try {
      restartRoutes();
      engine.runs().routesStarted();
    } catch (RuntimeException failed) {
      LOG.warn("The work is given back, because its routes cannot begin: {}", failed.getMessage());
      engine.rest(Duration.ZERO);
      throw failed;
    }
    while (!mine.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      if (!isOurs.getAsBoolean()) {
        LOG.info("This node could not show that it lives, and gives its work back.");
        engine.rest(drain);
      }
    }
    if (!closing) {
      restartRoutes();
    }
  }

  @Override
  public void rest() {
    closing = true;
    engine.rest(drain);
    CountDownLatch waiting = ended;
    if (waiting != null) {
      waiting.countDown();
    }
  }

  private void restartRoutes() {
    List<String> fed = new ArrayList<>();
    for (Route route : camel.getRoutes()) {
      if (route.getConsumer() instanceof EngineConsumer) {
        fed.add(route.getRouteId());
      }
    }
    fed.forEach(this::stop);
    fed.forEach(this::start);
  }

  private void stop(String route) {
    try {
      camel.getRouteController().stopRoute(route);
    } catch (Exception e) {
      throw new IllegalStateException("The route " + route + " does not stop.", e);
    }
  }

  private void start(String route) {
    try {
      camel.getRouteController().startRoute(route);
    } catch (Exception e) {
      throw new IllegalStateException("The route " + route + " does not start.", e);
    }
  }
}
