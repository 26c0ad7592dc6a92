package org.fleetreboot.devicesim.device.sdk;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.fleetreboot.devicesim.device.ScriptExecutor;

/**
 * The shared threads of devices on the SDK: one for all scripts, a few for connecting, and as many
 * as needed for disconnecting.
 */
final class DeviceThreads implements AutoCloseable {

  /**
   * Connecting consists of TLS computations and sleeps of 10 ms in the SDK; four threads per core
   * use the CPU well and keep the hub's backlog short.
   */
  private static final int CONNECTING_PER_CORE = 4;

  private final ScheduledExecutorService scripts =
      Executors.newSingleThreadScheduledExecutor(named("device-scripts"));
  private final ExecutorService connecting =
      Executors.newFixedThreadPool(
          CONNECTING_PER_CORE * Runtime.getRuntime().availableProcessors(),
          named("device-connecting"));
  private final ExecutorService closing = Executors.newCachedThreadPool(named("device-closing"));

  ScriptExecutor scripts() {
    return ScriptExecutor.on(scripts);
  }

  Executor connecting() {
    return connecting;
  }

  Executor closing() {
    return closing;
  }

  @Override
  public void close() {
    scripts.shutdownNow();
    connecting.shutdownNow();
    closing.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
