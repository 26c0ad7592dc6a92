package org.fleetreboot.devicesim.hub;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.HubClock;

/** The real time; alarms go off on the event loops of the hub. */
record EventLoopClock(EventLoopGroup loops) implements HubClock {
  @Override
  public Instant instant() {
    return InstantSource.system().instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Alarm after(Duration delay, Runnable task) {
    // Saturates: a token may be good for longer than a long holds nanoseconds.
    long nanos = TimeUnit.NANOSECONDS.convert(delay);
    ScheduledFuture<?> scheduled = loops.next().schedule(task, nanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
