package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device that is let in: its packets, until the connection ends. */
final class DeviceConnection extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);

  /**
   * No hub is nearer than this. Microsoft's Java device SDK loses an acknowledgement that comes
   * before its publish has returned, and then waits 60 s for it.
   */
  private static final long ACKNOWLEDGED_AFTER_MILLIS = 10;

  private final DeviceSide hub;
  private final RegisteredDevice device;
  private final DeviceSession session;
  private final NettyDeviceChannel channel;
  private final DeviceRequests requests;

  DeviceConnection(
      DeviceSide hub, RegisteredDevice device, DeviceSession session, NettyDeviceChannel channel) {
    this.hub = hub;
    this.device = device;
    this.session = session;
    this.channel = channel;
    this.requests = new DeviceRequests(hub, device, session, channel);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      refuse(context, "a packet that is no MQTT: " + message.decoderResult().cause().getMessage());
      return;
    }
    switch (message.fixedHeader().messageType()) {
      case PUBLISH -> published(context, (MqttPublishMessage) message);
      case SUBSCRIBE -> subscribe(context, (MqttSubscribeMessage) message);
      case UNSUBSCRIBE -> unsubscribe(context, (MqttUnsubscribeMessage) message);
      case PINGREQ ->
          context.writeAndFlush(
              new MqttMessage(
                  new MqttFixedHeader(
                      MqttMessageType.PINGRESP, false, MqttQoS.AT_MOST_ONCE, false, 0)));
      case PUBACK -> {
        // The hub publishes at QoS 0 only, so an acknowledgement is about nothing.
      }
      case DISCONNECT -> context.close();
      default -> refuse(context, "an unexpected " + message.fixedHeader().messageType());
    }
  }

  private void published(ChannelHandlerContext context, MqttPublishMessage message) {
    String topicName = message.variableHeader().topicName();
    Optional<DeviceTopic> topic = DeviceTopic.parse(topicName, device.id());
    if (topic.isEmpty()) {
      refuse(context, "a message on the topic '" + topicName + "', which is not supported");
      return;
    }
    if (message.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
      refuse(context, "a message at QoS 2, which IoT Hub does not support");
      return;
    }
    requests.handle(topic.get(), ByteBufUtil.getBytes(message.payload()));
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      acknowledgeSoon(context, message.variableHeader().packetId());
    }
  }

  private static void acknowledgeSoon(ChannelHandlerContext context, int packetId) {
    context
        .executor()
        .schedule(
            () -> context.writeAndFlush(MqttMessageBuilders.pubAck().packetId(packetId).build()),
            ACKNOWLEDGED_AFTER_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private void subscribe(ChannelHandlerContext context, MqttSubscribeMessage message) {
    MqttMessageBuilders.SubAckBuilder ack =
        MqttMessageBuilders.subAck().packetId(message.variableHeader().messageId());
    for (MqttTopicSubscription wanted : message.payload().topicSubscriptions()) {
      Optional<Subscription> known = Subscription.of(wanted.topicFilter(), device.id());
      if (known.isPresent()) {
        session.subscribe(known.get());
        ack.addGrantedQos(
            wanted.qualityOfService() == MqttQoS.AT_MOST_ONCE
                ? MqttQoS.AT_MOST_ONCE
                : MqttQoS.AT_LEAST_ONCE);
      } else {
        LOG.warn("{} asked for '{}', which is not supported", device.id(), wanted.topicFilter());
        ack.addGrantedQos(MqttQoS.FAILURE);
      }
    }
    hub.registry().changed();
    context.writeAndFlush(ack.build());
  }

  private void unsubscribe(ChannelHandlerContext context, MqttUnsubscribeMessage message) {
    for (String filter : message.payload().topics()) {
      Subscription.of(filter, device.id()).ifPresent(session::unsubscribe);
    }
    context.writeAndFlush(
        MqttMessageBuilders.unsubAck().packetId(message.variableHeader().messageId()).build());
  }

  private void refuse(ChannelHandlerContext context, String what) {
    LOG.warn("{} sent {}; closing its connection", device.id(), what);
    context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      LOG.info("{} was silent for too long; closing its connection", device.id());
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    session.detach(channel, () -> device.connectionChanged(false, hub.clock().instant()));
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("The connection of {} broke: {}", device.id(), cause.toString());
    context.close();
  }
}
