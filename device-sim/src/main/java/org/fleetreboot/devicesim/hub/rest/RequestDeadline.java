package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose request is not whole a time after its first byte, however steadily more
 * bytes come. Sits before the codec. All on the event loop.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDeadline.class);

  private final Duration after;
  private @Nullable ChannelHandlerContext own;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean answering;
  private boolean moreCame;

  RequestDeadline(Duration after) {
    this.after = after;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    own = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (answering) {
      moreCame = true;
    } else {
      start();
    }
    context.fireChannelRead(bytes);
  }

  /** A request is whole; until its answer is sent, the client owes nothing. */
  void requestComplete() {
    answering = true;
    cancel();
  }

  /** The answer is sent. Bytes of a next request that came meanwhile count from now. */
  void answered() {
    answering = false;
    if (moreCame) {
      moreCame = false;
      start();
    }
  }

  private void start() {
    ChannelHandlerContext context = own;
    if (alarm == null && context != null) {
      alarm =
          context
              .executor()
              .schedule(() -> expire(context), after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void expire(ChannelHandlerContext context) {
    LOG.warn(
        "{} sent no whole request within {} s; closing",
        context.channel().remoteAddress(),
        after.toMillis() / 1000.0);
    context.close();
  }

  private void cancel() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }
}
