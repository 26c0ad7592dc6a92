package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a device's scripts: one task at a time, in order. Devices can share one, because tasks do
 * not block.
 */
public interface ScriptExecutor {

  /** Runs a task after earlier ones; drops it after shutdown. */
  void execute(Runnable task);

  /** Runs a task after a delay; drops it after shutdown. */
  void schedule(Runnable task, Duration delay);

  /** Uses a single-threaded executor, such as a Netty event loop. */
  static ScriptExecutor on(ScheduledExecutorService executor) {
    Logger log = LoggerFactory.getLogger(ScriptExecutor.class);
    return new ScriptExecutor() {
      @Override
      public void execute(Runnable task) {
        try {
          executor.execute(task);
        } catch (RejectedExecutionException ended) {
          log.trace("the devices are stopped; dropping a step");
        }
      }

      @Override
      public void schedule(Runnable task, Duration delay) {
        try {
          Future<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
          log.trace("the devices are stopped; dropping a wait");
        }
      }
    };
  }
}
