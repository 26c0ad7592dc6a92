package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection after some time, unless it is cancelled first. For one event loop. */
public final class ClosingTimer {
  private static final Logger LOG = LoggerFactory.getLogger(ClosingTimer.class);

  private final Duration after;
  private final String missed;
  private @Nullable ScheduledFuture<?> alarm;

  /**
   * A timer that does not run yet.
   *
   * @param missed what the client failed to do, for the log
   */
  public ClosingTimer(Duration after, String missed) {
    this.after = after;
    this.missed = missed;
  }

  /** Starts it, unless it runs already. */
  public void start(ChannelHandlerContext context) {
    if (alarm == null) {
      alarm =
          context
              .executor()
              .schedule(() -> expire(context), after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void expire(ChannelHandlerContext context) {
    LOG.warn(
        "{} {} within {} s; closing",
        context.channel().remoteAddress(),
        missed,
        after.toMillis() / 1000.0);
    context.close();
  }

  /** Stops it; it can be started again. */
  public void cancel() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }
}
