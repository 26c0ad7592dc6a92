package org.fleetreboot.app.command.option;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or a SIGTERM: lets a command close what it has opened before the JVM ends. An interrupt
 * of the command's thread counts as one.
 */
public final class StopSignal implements AutoCloseable {
  /** A service manager waits 90 s before it kills a process; a person at a keyboard does not. */
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(20);

  private final CountDownLatch raised = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "stop-signal");

  private StopSignal() {}

  /** Close it last: until then the JVM waits. */
  public static StopSignal install() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  // The JVM ends, whether or not it was closed in time.
  @SuppressWarnings("ReturnValueIgnored")
  private void onShutdown() {
    raised.countDown();
    try {
      closed.await(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the signal was raised. */
  public void await() {
    try {
      raised.await();
    } catch (InterruptedException e) {
      raised.countDown();
    }
  }

  /** Waits at most that long; returns true when the signal was raised. */
  public boolean await(Duration atMost) {
    try {
      return raised.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      raised.countDown();
      return true;
    }
  }

  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running, and was released above.
    }
  }
}
