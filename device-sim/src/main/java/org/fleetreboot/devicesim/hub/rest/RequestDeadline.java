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
 * Closes a connection if its request is not complete some time after its first byte, even if bytes
 * keep arriving. Placed before the codec. Runs on the event loop.
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

  /** A request is complete; no deadline applies until its answer is sent. */
  void requestComplete() {
    answering = true;
    cancel();
  }

  /** The answer is sent. The deadline of an already started next request begins now. */
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
        "{} did not complete a request within {} s; closing",
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
