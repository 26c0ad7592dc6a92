package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.network.ConnectionFailure;

/** Handles the requests of one connection sequentially; an answer may take minutes. */
final class HttpRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final ClientLog LOG = ClientLog.of(HttpRequestHandler.class);

  private final Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers;
  private final InstantSource clock;
  private final RequestDeadline deadline;
  private boolean busy;

  HttpRequestHandler(
      Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers,
      InstantSource clock,
      RequestDeadline deadline) {
    this.answers = answers;
    this.clock = clock;
    this.deadline = deadline;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Channel channel = context.channel();
    busy = true;
    deadline.requestComplete();
    channel.config().setAutoRead(false);
    // After bytes that are not HTTP, nothing else on the connection is read as a request.
    boolean keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
    parsed(request)
        .thenCompose(answers)
        .exceptionally(this::malformed)
        .thenAcceptAsync(answer -> send(channel, answer, keepAlive), channel.eventLoop());
  }

  private static CompletableFuture<RestRequest> parsed(FullHttpRequest request) {
    try {
      if (request.decoderResult().isFailure()) {
        throw HubRefusal.invalid(notHttp(request.decoderResult().cause()));
      }
      return CompletableFuture.completedFuture(RestRequest.of(request));
    } catch (HubRefusal refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  private static String notHttp(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return "The request line is longer than "
          + HttpObjectDecoder.DEFAULT_MAX_INITIAL_LINE_LENGTH
          + " bytes.";
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return "The headers are longer than " + HttpObjectDecoder.DEFAULT_MAX_HEADER_SIZE + " bytes.";
    }
    return "The request is not HTTP/1.1.";
  }

  private Optional<RestResponse> malformed(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    LOG.warn("Refused a malformed request: {}", cause.getMessage());
    return Optional.of(
        ErrorResponse.of(
            cause instanceof HubRefusal refusal ? refusal : HubRefusal.invalid("Malformed."),
            clock.instant()));
  }

  private void send(Channel channel, Optional<RestResponse> answer, boolean keepAlive) {
    busy = false;
    if (answer.isEmpty()) {
      channel.close();
      return;
    }
    FullHttpResponse message = HttpResponses.of(answer.get());
    if (keepAlive) {
      channel.writeAndFlush(message);
      deadline.answered();
      channel.config().setAutoRead(true);
    } else {
      message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      if (!busy) {
        context.close();
      }
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn(
        "Connection from {} broke: {}",
        context.channel().remoteAddress(),
        ConnectionFailure.reason(cause));
    context.close();
  }
}
