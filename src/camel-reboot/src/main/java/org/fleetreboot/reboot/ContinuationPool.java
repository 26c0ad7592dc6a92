package org.fleetreboot.reboot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which routes go on, so that none of the engine's has to.
 *
 * <p>Crash-only: after the stop nothing is run any more and nobody is told. A parked exchange then
 * evaporates; the journal knows where its run stands, and the next start takes it up.
 *
 * <p>Thread-safe.
 */
public final class ContinuationPool {
  private static final Logger LOG = LoggerFactory.getLogger(ContinuationPool.class);

  private final CamelContext context;
  private final ExecutorService pool;
  private volatile boolean stopped;

  private ContinuationPool(CamelContext context, ExecutorService pool) {
    this.context = context;
    this.pool = pool;
  }

  /** Starts that many threads with a queue without end: permits and leases bound what waits. */
  public static ContinuationPool start(CamelContext context, EngineComponent owner, int threads) {
    ThreadPoolProfile profile = new ThreadPoolProfile();
    profile.setPoolSize(threads);
    profile.setMaxPoolSize(threads);
    profile.setMaxQueueSize(Integer.MAX_VALUE);
    profile.setAllowCoreThreadTimeOut(false);
    return new ContinuationPool(
        context,
        context.getExecutorServiceManager().newThreadPool(owner, owner.getDefaultName(), profile));
  }

  /** Runs the task on a worker, unless stopped. */
  public void execute(Runnable task) {
    if (stopped) {
      return;
    }
    try {
      pool.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("Dropped at the stop; the next start takes it up from the journal.");
    }
  }

  private void run(Runnable task) {
    if (!stopped) {
      task.run();
    }
  }

  /** Lets the exchange go on behind an asynchronous step, unless stopped. */
  public void goOn(AsyncCallback callback) {
    execute(() -> callback.done(false));
  }

  /** Nothing is run from here on. */
  void halt() {
    stopped = true;
  }

  void stop() {
    halt();
    context.getExecutorServiceManager().shutdown(pool);
  }
}
