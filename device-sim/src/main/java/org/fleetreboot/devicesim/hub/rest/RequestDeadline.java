package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import org.fleetreboot.devicesim.hub.network.ClosingTimer;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection if its request is not complete some time after its first byte, even if bytes
 * keep arriving. Placed before the codec. Runs on the event loop.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
  private final ClosingTimer timer;
  private @Nullable ChannelHandlerContext own;
  private boolean answering;
  private boolean moreCame;

  RequestDeadline(Duration after) {
    this.timer = new ClosingTimer(after, "did not complete a request");
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
    timer.cancel();
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
    if (own != null) {
      timer.start(own);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    timer.cancel();
  }
}
