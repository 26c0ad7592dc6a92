package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection after some time, unless this handler is removed first. Arriving bytes do not
 * extend the time: a client could stay connected by sending single bytes.
 */
public final class ConnectionDeadline extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionDeadline.class);

  private final Duration after;
  private final String missed;
  private @Nullable ScheduledFuture<?> alarm;

  /**
   * A deadline that starts with the connection.
   *
   * @param missed what the client failed to do, for the log
   */
  public ConnectionDeadline(Duration after, String missed) {
    this.after = after;
    this.missed = missed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive() && context.channel().isRegistered()) {
      start(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    start(context);
    context.fireChannelActive();
  }

  private void start(ChannelHandlerContext context) {
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

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  private void cancel() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
