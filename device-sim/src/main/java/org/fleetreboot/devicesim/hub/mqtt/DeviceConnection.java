package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that is let in: its packets, until the connection ends. */
final class DeviceConnection extends SimpleChannelInboundHandler<MqttMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);

  /**
   * No hub is nearer than this. Microsoft's Java device SDK loses an acknowledgement that comes
   * before its publish has returned, and then waits 60 s for it.
   */
  private static final long ACKNOWLEDGED_AFTER_MILLIS = 10;

  private final RegisteredClient client;
  private final DeviceSession session;
  private final NettyDeviceChannel channel;
  private final DeviceTopics topics;
  private final Runnable sessionChanged;
  private final HubClock clock;

  DeviceConnection(
      RegisteredClient client,
      DeviceSession session,
      NettyDeviceChannel channel,
      DeviceTopics topics,
      Runnable sessionChanged,
      HubClock clock) {
    this.client = client;
    this.session = session;
    this.channel = channel;
    this.topics = topics;
    this.sessionChanged = sessionChanged;
    this.clock = clock;
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
      case PUBACK ->
          channel.acknowledged(
              ((MqttMessageIdVariableHeader) message.variableHeader()).messageId());
      case DISCONNECT -> context.close();
      default -> refuse(context, "an unexpected " + message.fixedHeader().messageType());
    }
  }

  private void published(ChannelHandlerContext context, MqttPublishMessage message) {
    String topicName = message.variableHeader().topicName();
    Optional<DeviceTopics.Found> topic = topics.find(topicName, client.clientId());
    if (topic.isEmpty()) {
      refuse(context, "a message on the topic '" + topicName + "', which is not supported");
      return;
    }
    if (message.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
      refuse(context, "a message at QoS 2, which IoT Hub does not support");
      return;
    }
    client.active(clock.instant());
    byte[] payload = ByteBufUtil.getBytes(message.payload());
    topic
        .get()
        .handler()
        .accept(new DeviceMessage(client, session, channel, topic.get().match(), payload));
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      acknowledgeSoon(context, message.variableHeader().packetId());
    }
  }

  /** Sends PUBACK, as late as the hub does. */
  static void acknowledgeSoon(ChannelHandlerContext context, int packetId) {
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
      Optional<Subscription> known = Subscription.of(wanted.topicFilter(), client.clientId());
      if (known.isPresent()) {
        session.subscribe(known.get());
        ack.addGrantedQos(
            wanted.qualityOfService() == MqttQoS.AT_MOST_ONCE
                ? MqttQoS.AT_MOST_ONCE
                : MqttQoS.AT_LEAST_ONCE);
      } else {
        LOG.warn(
            "{} asked for '{}', which is not supported", client.clientId(), wanted.topicFilter());
        ack.addGrantedQos(MqttQoS.FAILURE);
      }
    }
    sessionChanged.run();
    context.writeAndFlush(ack.build());
  }

  private void unsubscribe(ChannelHandlerContext context, MqttUnsubscribeMessage message) {
    for (String filter : message.payload().topics()) {
      Subscription.of(filter, client.clientId()).ifPresent(session::unsubscribe);
    }
    context.writeAndFlush(
        MqttMessageBuilders.unsubAck().packetId(message.variableHeader().messageId()).build());
  }

  private void refuse(ChannelHandlerContext context, String what) {
    LOG.warn("{} sent {}; closing its connection", client.clientId(), what);
    context.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      LOG.info("{} was silent for too long; closing its connection", client.clientId());
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    session.detach(channel, () -> client.connectionChanged(false, clock.instant()));
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("The connection of {} broke: {}", client.clientId(), cause.toString());
    context.close();
  }
}
