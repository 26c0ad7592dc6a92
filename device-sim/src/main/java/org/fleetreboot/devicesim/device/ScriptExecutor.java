package org.fleetreboot.devicesim.device;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that a device's scripts run on: one task at a time, in order. Many devices may share
 * one, since nothing on it blocks.
 */
interface ScriptExecutor {

  /** Runs a task after those before it; drops it if the thread has ended. */
  void execute(Runnable task);

  /** Runs a task once this much time has passed; drops it if the thread has ended. */
  void schedule(Runnable task, Duration delay);

  /** On an executor that has a single thread; a Netty event loop will do. */
  static ScriptExecutor on(ScheduledExecutorService executor) {
    Logger log = LoggerFactory.getLogger(ScriptExecutor.class);
    return new ScriptExecutor() {
      @Override
      public void execute(Runnable task) {
        try {
          executor.execute(task);
        } catch (RejectedExecutionException ended) {
          log.trace("the devices are switched off, a step is dropped");
        }
      }

      @Override
      public void schedule(Runnable task, Duration delay) {
        try {
          Future<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ended) {
          log.trace("the devices are switched off, a wait is dropped");
        }
      }
    };
  }
}
