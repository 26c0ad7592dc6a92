package org.fleetreboot.devicesim.hub.store;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves a second after the first of several changes, and once more when closed. */
final class DelayedSave implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DelayedSave.class);
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean due = new AtomicBoolean();
  private final Runnable save;
  // Only used on the store's thread.
  private int failures;

  DelayedSave(String hubName, Runnable save) {
    this.save = save;
    thread =
        new ScheduledThreadPoolExecutor(
            1, new DefaultThreadFactory("hub-" + hubName + "-store", true));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void soon() {
    if (due.compareAndSet(false, true)) {
      thread.schedule(this::saveNow, DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void saveNow() {
    // Before saving: later changes belong to the next save.
    due.set(false);
    try {
      save.run();
      saved();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void saved() {
    if (failures > 0) {
      LOG.warn("The local hub is saved again, after {} failed attempts", failures);
      failures = 0;
    }
  }

  /** Logged only once in a row: the next save may be a second away. */
  private void failed(RuntimeException failure) {
    failures++;
    if (failures == 1) {
      LOG.error(
          "Cannot save the local hub; every further change tries again, and this is logged"
              + " once",
          failure);
    }
  }

  /** Waits for a running save, and saves pending changes. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    try {
      thread.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (due.get()) {
      save.run();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
