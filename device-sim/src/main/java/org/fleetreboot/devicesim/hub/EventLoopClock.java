package org.fleetreboot.devicesim.hub;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.HubClock;

/** Real time; scheduled tasks run on the hub's event loops. */
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
    // Saturates: the nanoseconds until a token expires may overflow a long.
    long nanos = TimeUnit.NANOSECONDS.convert(delay);
    ScheduledFuture<?> scheduled = loops.next().schedule(task, nanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
