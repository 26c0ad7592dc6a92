package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates a request's body; over 1 MB it answers 413 and closes the connection a little later.
 */
final class BodyLimit extends HttpObjectAggregator {
  private static final int MOST_BYTES = 1024 * 1024;

  private final InstantSource clock;
  private final Duration linger;

  BodyLimit(InstantSource clock, Duration linger) {
    super(MOST_BYTES);
    this.clock = clock;
    this.linger = linger;
  }

  /** A client that sends {@code Expect: 100-continue} gets the same refusal. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int mostBytes, ChannelPipeline pipeline) {
    Object answer = super.newContinueResponse(start, mostBytes, pipeline);
    if (answer instanceof FullHttpResponse response
        && response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)) {
      response.release();
      return tooLarge();
    }
    return answer;
  }

  private FullHttpResponse tooLarge() {
    return HttpResponses.of(
        ErrorResponse.of(
            HubRefusal.dataPlane(
                HubError.MESSAGE_TOO_LARGE, "The body is larger than " + MOST_BYTES + " bytes."),
            clock.instant()));
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    FullHttpResponse answer = tooLarge();
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(answer);
    context.executor().schedule(() -> context.close(), linger.toMillis(), TimeUnit.MILLISECONDS);
  }
}
