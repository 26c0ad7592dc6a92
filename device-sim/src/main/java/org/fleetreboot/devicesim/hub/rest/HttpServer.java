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
import org.fleetreboot.devicesim.hub.mqtt.DevicePipeline;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.fleetreboot.devicesim.hub.network.OpenConnections;
import org.fleetreboot.devicesim.hub.network.TlsHandlers;
import org.jspecify.annotations.Nullable;

/** Sets up each new HTTP connection, with TLS or without. */
public final class HttpServer extends ChannelInitializer<SocketChannel> {
  /** What {@code Keep-Alive: timeout=} promises. */
  static final int KEEP_ALIVE_SECONDS = 60;

  static final String IDLE = "idle";

  private final @Nullable SslContext tls;
  private final Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers;
  private final InstantSource clock;
  private final @Nullable DevicePipeline devices;
  private final NetworkLimits limits;
  private final OpenConnections connections;

  private HttpServer(
      @Nullable SslContext tls,
      Function<RestRequest, CompletableFuture<Optional<RestResponse>>> answers,
      InstantSource clock,
      @Nullable DevicePipeline devices,
      NetworkLimits limits) {
    this.devices = devices;
    this.tls = tls;
    this.answers = answers;
    this.clock = clock;
    this.limits = limits;
    this.connections = new OpenConnections(limits.restConnections());
  }

  /** The service side, and devices that come by WebSockets. */
  public static HttpServer rest(
      SslContext tls,
      Router router,
      InstantSource clock,
      DevicePipeline devices,
      NetworkLimits limits) {
    return new HttpServer(tls, router::answer, clock, devices, limits);
  }

  /** The listener for tests, without TLS. */
  public static HttpServer forTests(TestRoutes routes, InstantSource clock, NetworkLimits limits) {
    return new HttpServer(
        null,
        request -> CompletableFuture.completedFuture(Optional.of(routes.answer(request))),
        clock,
        null,
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
    // A little longer than promised, so that the server never closes first on a client in time.
    pipeline.addLast(IDLE, new IdleStateHandler(0, 0, KEEP_ALIVE_SECONDS + 5, TimeUnit.SECONDS));
    RequestDeadline deadline = new RequestDeadline(limits.request());
    pipeline.addLast(deadline);
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new BodyLimit(clock, limits.linger()));
    // One request at a time on a connection: pipelined ones wait here for their turn.
    pipeline.addLast(new FlowControlHandler());
    if (devices != null) {
      pipeline.addLast(new WebSocketUpgrade(devices, clock, limits.connect()));
    }
    pipeline.addLast(new HttpExchanges(answers, clock, deadline));
  }
}
