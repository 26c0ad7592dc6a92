package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for CONNECT, lets the device in or not, and hands the connection on. */
final class ConnectHandler extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectHandler.class);

  private final DeviceSide hub;

  ConnectHandler(DeviceSide hub) {
    this.hub = hub;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      LOG.warn(
          "{} sent something that is no MQTT: {}",
          context.channel().remoteAddress(),
          message.decoderResult().cause().getMessage());
      if (message.decoderResult().cause() instanceof MqttUnacceptableProtocolVersionException) {
        refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
      } else {
        context.close();
      }
    } else if (message instanceof MqttConnectMessage connect) {
      Admission admission = Admission.of(connect, hub);
      if (admission instanceof Admission.Refused refused) {
        LOG.warn("Refused a connection: {}", refused.reason());
        hub.counters().add(Count.CONNECTIONS_REFUSED);
        refuse(context, refused.code());
      } else if (admission instanceof Admission.Accepted accepted) {
        accept(context, connect, accepted);
      }
    } else {
      LOG.warn("{} came before CONNECT; closing.", message.fixedHeader().messageType());
      context.close();
    }
  }

  private void accept(
      ChannelHandlerContext context, MqttConnectMessage connect, Admission.Accepted accepted) {
    RegisteredDevice device = accepted.device();
    boolean cleanSession = connect.variableHeader().isCleanSession();
    NettyDeviceChannel channel = new NettyDeviceChannel(context.channel());
    DeviceSession session = hub.sessions().of(device.id());
    context.pipeline().remove(MqttServer.FIRST_PACKET_TIMEOUT);
    keepAlive(context, connect.variableHeader().keepAliveTimeSeconds());
    context.pipeline().replace(this, "device", new DeviceConnection(hub, device, session, channel));
    DeviceSession.Attached attached =
        session.attach(
            channel, cleanSession, () -> device.connectionChanged(true, hub.clock().instant()));
    if (attached.previous() != null) {
      LOG.info("{} connected anew; its older connection is closed", device.id());
      attached.previous().close();
    }
    hub.counters().add(Count.CONNECTIONS);
    context.writeAndFlush(
        MqttMessageBuilders.connAck()
            .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
            .sessionPresent(attached.sessionPresent())
            .build());
    closeAtExpiry(context, accepted);
  }

  /** MQTT 3.1.1, section 3.1.2.10: closed after one and a half times the interval of silence. */
  private static void keepAlive(ChannelHandlerContext context, int seconds) {
    if (seconds > 0) {
      context
          .pipeline()
          .addBefore(
              context.name(),
              "keep-alive",
              new IdleStateHandler(seconds * 1500L, 0, 0, TimeUnit.MILLISECONDS));
    }
  }

  /** The real hub closes a connection when its token expires; the SDKs come back with a new one. */
  private void closeAtExpiry(ChannelHandlerContext context, Admission.Accepted accepted) {
    Duration left = Duration.between(hub.clock().instant(), accepted.expiry());
    HubClock.Alarm expiry =
        hub.clock()
            .after(
                left.plusSeconds(1),
                () -> {
                  LOG.info("The token of {} expired; closing", accepted.device().id());
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
        cause.toString());
    context.close();
  }
}
