package org.fleetreboot.app.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Vert.x of Camel's HTTP server. Camel has no settings for idle and open connections; without
 * limits, clients that send half a request could use up the open files that calls to the hub need.
 * Thread-safe.
 */
final class LimitedVertx extends VertxWrapper {
  /** Events are sent more often, as comments if there are none. */
  private static final int IDLE_SECONDS = 30;

  /** A twentieth of the open files that many systems allow (20,000). */
  private static final int MOST_CONNECTIONS = 1_000;

  /** Requests wait for disk and engine on these threads. */
  private static final int WORKERS = 20;

  private static final int EVENT_LOOPS = 2;

  private final AtomicInteger open = new AtomicInteger();

  private LimitedVertx(VertxInternal vertx) {
    super(vertx);
  }

  static LimitedVertx start() {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(EVENT_LOOPS)
            .setWorkerPoolSize(WORKERS)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    return new LimitedVertx((VertxInternal) Vertx.vertx(options));
  }

  @Override
  public HttpServer createHttpServer(HttpServerOptions options) {
    options.setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
    // Else a connection that sends nothing is not counted, and one may hold many requests.
    options.setHttp2ClearTextEnabled(false);
    return super.createHttpServer(options).connectionHandler(this::admit);
  }

  private void admit(HttpConnection connection) {
    open.incrementAndGet();
    connection.closeHandler(closed -> open.decrementAndGet());
    if (open.get() > MOST_CONNECTIONS) {
      connection.close();
    }
  }
}
