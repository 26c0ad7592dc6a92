package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.network.ConnectionFailure;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.jspecify.annotations.Nullable;

/** Waits for CONNECT, accepts or refuses the device, and installs the next handler. */
final class ConnectHandler extends SimpleChannelInboundHandler<MqttMessage> {
  private static final ClientLog LOG = ClientLog.of(ConnectHandler.class);

  /** In seconds: the longest interval that IoT Hub honors ("Use MQTT to communicate"). */
  private static final int MOST_KEEP_ALIVE = 1177;

  private final MqttPipeline devices;
  private final ConnectAuthorizer authorizer;
  private final DeviceSessions sessions;
  private final HubCounters counters;
  private final HubClock clock;

  ConnectHandler(
      MqttPipeline devices,
      ConnectAuthorizer authorizer,
      DeviceSessions sessions,
      HubCounters counters,
      HubClock clock) {
    this.devices = devices;
    this.authorizer = authorizer;
    this.sessions = sessions;
    this.counters = counters;
    this.clock = clock;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      LOG.warn(
          "{} sent bytes that are not MQTT: {}",
          context.channel().remoteAddress(),
          message.decoderResult().cause().getMessage());
      if (message.decoderResult().cause() instanceof MqttUnacceptableProtocolVersionException) {
        refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
      } else {
        context.close();
      }
    } else if (message instanceof MqttConnectMessage connect) {
      ConnectDecision decision = judge(context, connect);
      if (decision instanceof ConnectDecision.Refused refused) {
        LOG.warn("Refused a connection: {}", refused.reason());
        counters.add(Count.CONNECTIONS_REFUSED);
        refuse(context, refused.code());
      } else if (decision instanceof ConnectDecision.Accepted accepted) {
        accept(context, connect, accepted);
      }
    } else {
      LOG.warn("{} came before CONNECT; closing.", message.fixedHeader().messageType());
      context.close();
    }
  }

  private ConnectDecision judge(ChannelHandlerContext context, MqttConnectMessage connect) {
    int level = connect.variableHeader().version();
    if (level != MqttVersion.MQTT_3_1_1.protocolLevel()) {
      return new ConnectDecision.Refused(
          MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
          "only MQTT 3.1.1 is supported, not level " + level);
    }
    Optional<ClientId> id = ClientId.ofMqtt(connect.payload().clientIdentifier());
    if (id.isEmpty()) {
      return new ConnectDecision.Refused(
          MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
          "client id '"
              + connect.payload().clientIdentifier()
              + "' is neither {device} nor {device}/{module}");
    }
    if (Will.of(connect).filter(will -> !will.isTelemetryOf(id.get())).isPresent()) {
      return new ConnectDecision.Refused(
          MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
          "the will of '" + id.get() + "' is not a device-to-cloud message of this client");
    }
    byte[] password = connect.payload().passwordInBytes();
    return authorizer.judge(
        new ConnectRequest(
            id.get(),
            connect.payload().userName(),
            password == null ? null : new String(password, StandardCharsets.UTF_8),
            certificate(context)));
  }

  private static @Nullable X509Certificate certificate(ChannelHandlerContext context) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (tls == null) {
      return null;
    }
    try {
      return (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      // The client presented no certificate.
      return null;
    }
  }

  private void accept(
      ChannelHandlerContext context,
      MqttConnectMessage connect,
      ConnectDecision.Accepted accepted) {
    RegisteredClient client = accepted.client();
    accepted.modelId().ifPresent(modelId -> devices.announced(client.clientId(), modelId));
    boolean cleanSession = connect.variableHeader().isCleanSession();
    ResponseDelay delay = ResponseDelay.of(connect.payload().userName());
    NettyDeviceChannel channel = new NettyDeviceChannel(context.channel());
    DeviceSession session = sessions.of(client.clientId());
    context.pipeline().remove(MqttPipeline.CONNECT_DEADLINE);
    keepAlive(context, connect.variableHeader().keepAliveTimeSeconds());
    context
        .pipeline()
        .replace(
            this,
            "device",
            devices.connection(client, session, channel, delay, Will.of(connect).orElse(null)));
    DeviceSession.Attached attached =
        session.attach(
            channel, cleanSession, () -> client.connectionChanged(true, clock.instant()));
    if (attached.previous() != null) {
      LOG.info("{} connected again; closing its older connection", client.clientId());
      attached.previous().close();
    }
    counters.add(Count.CONNECTIONS);
    context.writeAndFlush(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(attached.sessionPresent())
            .build());
    closeAtExpiry(context, accepted);
    devices.connected(client.clientId());
  }

  /**
   * Closed after one and a half times the interval without a packet (MQTT 3.1.1, 3.1.2.10), and
   * never later than IoT Hub does.
   */
  private static void keepAlive(ChannelHandlerContext context, int seconds) {
    context
        .pipeline()
        .addBefore(
            context.name(),
            "keep-alive",
            new IdleStateHandler(mostSilence(seconds).toMillis(), 0, 0, TimeUnit.MILLISECONDS));
  }

  /** How long a client may be silent; an interval of 0 means the longest. */
  static Duration mostSilence(int keepAliveSeconds) {
    int seconds = keepAliveSeconds == 0 ? MOST_KEEP_ALIVE : keepAliveSeconds;
    return Duration.ofSeconds(Math.min(seconds, MOST_KEEP_ALIVE)).multipliedBy(3).dividedBy(2);
  }

  /**
   * The real hub closes a connection when its token expires; the SDKs reconnect with a new token.
   */
  private void closeAtExpiry(ChannelHandlerContext context, ConnectDecision.Accepted accepted) {
    Duration left = Duration.between(clock.instant(), accepted.expiry());
    HubClock.Alarm expiry =
        clock.after(
            left.plusSeconds(1),
            () -> {
              LOG.info("The token of {} expired; closing", accepted.client().clientId());
              context.close();
            });
    context.channel().closeFuture().addListener(closed -> expiry.cancel());
  }

  private static void refuse(ChannelHandlerContext context, MqttConnectReturnCode code) {
    context
        .writeAndFlush(MqttMessageBuilders.connAck().returnCode(code).build())
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn(
        "Connection from {} broke before CONNECT: {}",
        context.channel().remoteAddress(),
        ConnectionFailure.reason(cause));
    context.close();
  }
}
