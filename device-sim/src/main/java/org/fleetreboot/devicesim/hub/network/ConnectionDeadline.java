package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Closes a connection after some time, unless this handler is removed first. Arriving bytes do not
 * extend the time: a client could stay connected by sending single bytes.
 */
public final class ConnectionDeadline extends ChannelInboundHandlerAdapter {
  private final ClosingTimer timer;

  /**
   * A deadline that starts with the connection.
   *
   * @param missed what the client failed to do, for the log
   */
  public ConnectionDeadline(Duration after, String missed) {
    this.timer = new ClosingTimer(after, missed);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive() && context.channel().isRegistered()) {
      timer.start(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timer.start(context);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    timer.cancel();
  }
}
