package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.network.ConnectionLimit;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.fleetreboot.devicesim.hub.network.TlsHandlers;
import org.jspecify.annotations.Nullable;

/** Initializes new HTTP connections, with or without TLS. */
public final class HttpServer extends ChannelInitializer<SocketChannel> {
  /** What {@code Keep-Alive: timeout=} promises. */
  static final int KEEP_ALIVE_SECONDS = 60;

  private static final String IDLE = "idle";

  private final @Nullable SslContext tls;
  private final Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers;
  private final InstantSource clock;
  private final Optional<Supplier<ChannelHandler>> upgrade;
  private final NetworkLimits limits;
  private final ConnectionLimit connections;

  private HttpServer(
      @Nullable SslContext tls,
      Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers,
      InstantSource clock,
      Optional<Supplier<ChannelHandler>> upgrade,
      NetworkLimits limits) {
    this.upgrade = upgrade;
    this.tls = tls;
    this.answers = answers;
    this.clock = clock;
    this.limits = limits;
    this.connections = new ConnectionLimit(limits.restConnections());
  }

  /**
   * The service side.
   *
   * @param upgrade creates the handler that sees each request first, and may switch the protocol
   */
  public static HttpServer rest(
      SslContext tls,
      Router router,
      InstantSource clock,
      Supplier<ChannelHandler> upgrade,
      NetworkLimits limits) {
    return new HttpServer(tls, router::answer, clock, Optional.of(upgrade), limits);
  }

  /** The listener for tests, without TLS. */
  public static HttpServer forTests(TestRoutes routes, InstantSource clock, NetworkLimits limits) {
    return new HttpServer(
        null,
        request -> CompletableFuture.completedFuture(Optional.of(routes.answer(request))),
        clock,
        Optional.empty(),
        limits);
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (!connections.admit(channel)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(TlsHandlers.of(tls, channel, limits));
    }
    // A little longer than promised, so that the server never closes a connection too early.
    pipeline.addLast(IDLE, new IdleStateHandler(0, 0, KEEP_ALIVE_SECONDS + 5, TimeUnit.SECONDS));
    RequestDeadline deadline = new RequestDeadline(limits.request());
    pipeline.addLast(deadline);
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new BodyLimit(clock, limits.linger()));
    // One request at a time on a connection: pipelined ones wait here for their turn.
    pipeline.addLast(new FlowControlHandler());
    upgrade.ifPresent(handler -> pipeline.addLast(handler.get()));
    pipeline.addLast(new HttpRequestHandler(answers, clock, deadline));
  }

  /** Removes the HTTP handlers from a connection. */
  public static void leaveHttp(ChannelPipeline pipeline) {
    pipeline.remove(IDLE);
    pipeline.remove(RequestDeadline.class);
    pipeline.remove(HttpRequestHandler.class);
  }

  /** Answers with an error, and closes the connection. */
  public static void refuse(ChannelHandlerContext context, HubRefusal refusal, Instant now) {
    FullHttpResponse answer = HttpResponses.of(ErrorResponse.of(refusal, now));
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
