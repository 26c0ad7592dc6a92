package org.fleetreboot.reboot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which routes continue, so that they never use the engine's thread.
 *
 * <p>Crash-only: after the stop nothing runs and no waiting code is notified. A parked exchange is
 * dropped; the journal knows the state of its run, and the next start resumes it.
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

  /**
   * Starts that many threads with an unbounded queue: permits and leases limit how many tasks wait.
   */
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
      LOG.debug("Dropped at the stop; the next start resumes it from the journal.");
    }
  }

  private void run(Runnable task) {
    if (!stopped) {
      task.run();
    }
  }

  /** Continues the exchange after an asynchronous step, unless the pool is stopped. */
  public void goOn(AsyncCallback callback) {
    execute(() -> callback.done(false));
  }

  /** Runs nothing from now on. */
  void halt() {
    stopped = true;
  }

  void stop() {
    halt();
    context.getExecutorServiceManager().shutdown(pool);
  }
}
