package org.fleetreboot.devicesim.device.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.fleetreboot.devicesim.device.DeviceConnectionString;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.ScriptExecutor;
import org.jspecify.annotations.Nullable;

/** The shared network settings of a swarm: address, TLS, pace, passwords. Thread-safe. */
final class LightNetwork {

  /** Method payloads are up to 128 KB; twin sections are smaller. */
  private static final int LARGEST_MESSAGE_BYTES = 256 * 1024;

  /** Below the keep-alive interval, so that idle connections stay open. */
  private static final int PING_AFTER_SECONDS = MqttPackets.KEEP_ALIVE_SECONDS * 3 / 4;

  private static final int TCP_CONNECTED_WITHIN_MILLIS = 30_000;

  /** Enough to use the cores of a laptop, and for 200 per second to a hub with 100 ms latency. */
  private static final int HANDSHAKES_AT_A_TIME = 64;

  /** The default of Microsoft's SDKs. */
  private static final Duration PASSWORD_LIFETIME = Duration.ofHours(1);

  private final SwarmOptions options;
  private final DeviceEnvironment environment;
  private final ConnectPacer pace;
  private final HandshakeLimit handshakes = new HandshakeLimit(HANDSHAKES_AT_A_TIME);

  LightNetwork(SwarmOptions options, DeviceEnvironment environment) {
    this.options = options;
    this.environment = environment;
    this.pace = new ConnectPacer(options.connectsPerSecond(), System.nanoTime());
  }

  /** Reserves the next connection; returns how long to wait. */
  Duration reserveConnect() {
    return pace.reserve(System.nanoTime());
  }

  /** The hub refused a connection that was reserved at this time. */
  void turnedAway(long reservedNanos) {
    pace.turnedAway(reservedNanos, System.nanoTime());
  }

  String passwordFor(DeviceConnectionString device) {
    return DeviceSasToken.password(device, environment.clock().instant().plus(PASSWORD_LIFETIME));
  }

  /**
   * Runs a connection attempt on its event loop: at once, or with TLS when the handshake limit
   * allows it.
   *
   * @param attempt returns the future of {@link #connect}, or a completed one if it gave up
   */
  void inTurn(EventLoop loop, Supplier<Future<?>> attempt) {
    if (options.encrypted()) {
      handshakes.enter(loop, attempt);
    } else {
      ScriptExecutor.on(loop)
          .execute(
              () -> {
                Future<?> unused = attempt.get();
              });
    }
  }

  /** Opens a connection; done when it is open, with TLS after the handshake. */
  Future<?> connect(EventLoop loop, MqttSession exchange) {
    if (!options.encrypted()) {
      return open(loop, exchange, null);
    }
    SslHandler tls = new SslHandler(engine());
    Promise<Channel> shaken = loop.newPromise();
    open(loop, exchange, tls)
        .addListener(
            opened -> {
              if (opened.isSuccess()) {
                PromiseNotifier.cascade(tls.handshakeFuture(), shaken);
              } else {
                shaken.setFailure(opened.cause());
              }
            });
    return shaken;
  }

  private ChannelFuture open(EventLoop loop, MqttSession exchange, @Nullable SslHandler tls) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TCP_CONNECTED_WITHIN_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                ChannelPipeline pipeline = channel.pipeline();
                if (tls != null) {
                  pipeline.addLast(tls);
                }
                pipeline.addLast(
                    new MqttDecoder(LARGEST_MESSAGE_BYTES),
                    MqttEncoder.INSTANCE,
                    new IdleStateHandler(0, PING_AFTER_SECONDS, 0),
                    exchange);
              }
            })
        .connect(options.address());
  }

  private SSLEngine engine() {
    SSLEngine engine =
        environment
            .tls()
            .createSSLEngine(options.address().getHostString(), options.address().getPort());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }
}
