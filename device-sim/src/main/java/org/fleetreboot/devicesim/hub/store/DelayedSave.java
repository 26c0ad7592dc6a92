package org.fleetreboot.devicesim.hub.store;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves a while after the first of many changes, and once more at the end. */
final class DelayedSave implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DelayedSave.class);
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean due = new AtomicBoolean();
  private final Runnable save;
  // Of the store's thread alone.
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
    // First: a change from here on is for the next save.
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
      LOG.warn("The changes of the local hub are on disk again, after {} failed saves", failures);
      failures = 0;
    }
  }

  /** Told once, however often it repeats: the next save may be a second away. */
  private void failed(RuntimeException failure) {
    failures++;
    if (failures == 1) {
      LOG.error(
          "A change of the local hub is not on disk; each further change tries again, and this is"
              + " told once",
          failure);
    }
  }

  /** Waits for a save under way, and saves what is still due. */
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
