package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Gathers a request's body; over 1 MB it answers 413 and, a little later, hangs up. */
final class BodyLimit extends HttpObjectAggregator {
  private static final int MOST_BYTES = 1024 * 1024;

  private final InstantSource clock;
  private final Duration linger;

  BodyLimit(InstantSource clock, Duration linger) {
    super(MOST_BYTES);
    this.clock = clock;
    this.linger = linger;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    FullHttpResponse answer =
        HttpMessages.of(
            RefusalResponse.of(
                HubRefusal.dataPlane(
                    HubError.MESSAGE_TOO_LARGE,
                    "The body is larger than " + MOST_BYTES + " bytes."),
                clock.instant()));
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(answer);
    context.executor().schedule(() -> context.close(), linger.toMillis(), TimeUnit.MILLISECONDS);
  }
}
