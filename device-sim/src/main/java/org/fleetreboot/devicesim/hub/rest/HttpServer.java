package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets up each new HTTP connection, with TLS or without. */
public final class HttpServer extends ChannelInitializer<SocketChannel> {
  /** What {@code Keep-Alive: timeout=} promises. */
  static final int KEEP_ALIVE_SECONDS = 60;

  private final @Nullable SslContext tls;
  private final Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers;
  private final InstantSource clock;

  private HttpServer(
      @Nullable SslContext tls,
      Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers,
      InstantSource clock) {
    this.tls = tls;
    this.answers = answers;
    this.clock = clock;
  }

  /** The service side. */
  public static HttpServer rest(SslContext tls, Router router, InstantSource clock) {
    return new HttpServer(tls, router::answer, clock);
  }

  /** The listener for tests, without TLS. */
  public static HttpServer forTests(TestRoutes routes, InstantSource clock) {
    return new HttpServer(
        null,
        request -> CompletableFuture.completedFuture(Optional.of(routes.answer(request))),
        clock);
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    // A little longer than promised, so that the server never closes first on a client in time.
    pipeline.addLast(new IdleStateHandler(0, 0, KEEP_ALIVE_SECONDS + 5, TimeUnit.SECONDS));
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new BodyLimit(clock));
    // One request at a time on a connection: pipelined ones wait here for their turn.
    pipeline.addLast(new FlowControlHandler());
    pipeline.addLast(new HttpExchanges(answers, clock));
  }
}
