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
import java.util.function.Consumer;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.registry.RegisteredClient;
import org.fleetreboot.devicesim.hub.session.DeviceSession;
import org.fleetreboot.devicesim.hub.session.Subscription;
import org.jspecify.annotations.Nullable;

/** Handles the packets of an accepted client until its connection ends. */
final class DeviceConnection extends SimpleChannelInboundHandler<MqttMessage> {
  private static final ClientLog LOG = ClientLog.of(DeviceConnection.class);

  private final RegisteredClient client;
  private final DeviceSession session;
  private final NettyDeviceChannel channel;
  private final DeviceTopics topics;
  private final Consumer<ClientId> subscribed;
  private final HubClock clock;
  private final ResponseDelay delay;
  private @Nullable Will will;

  DeviceConnection(
      RegisteredClient client,
      DeviceSession session,
      NettyDeviceChannel channel,
      DeviceTopics topics,
      Consumer<ClientId> subscribed,
      HubClock clock,
      ResponseDelay delay,
      @Nullable Will will) {
    this.client = client;
    this.session = session;
    this.channel = channel;
    this.topics = topics;
    this.subscribed = subscribed;
    this.clock = clock;
    this.delay = delay;
    this.will = will;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      refuse(context, "a packet that is not MQTT: " + message.decoderResult().cause().getMessage());
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
      case DISCONNECT -> {
        // MQTT 3.1.1, section 3.14.4: DISCONNECT discards the will.
        will = null;
        context.close();
      }
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
    try {
      handle(context, topic.get(), payload, message.fixedHeader().isRetain(), false);
    } catch (HubRefusal refusal) {
      refuse(context, "a message on '" + topicName + "': " + refusal.text());
      return;
    }
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      delay.acknowledge(context, message.variableHeader().packetId());
    }
  }

  private void handle(
      ChannelHandlerContext context,
      DeviceTopics.Found topic,
      byte[] payload,
      boolean retain,
      boolean isWill) {
    topic
        .handler()
        .accept(
            new PublishedMessage(
                client,
                session,
                channel,
                topic.match(),
                payload,
                retain,
                isWill,
                answer -> delay.run(context.executor(), answer)));
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
            "{} subscribed to '{}', which is not supported",
            client.clientId(),
            wanted.topicFilter());
        ack.addGrantedQos(MqttQoS.FAILURE);
      }
    }
    context.writeAndFlush(ack.build());
    subscribed.accept(client.clientId());
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
    leaveWill(context);
    context.fireChannelInactive();
  }

  private void leaveWill(ChannelHandlerContext context) {
    Will left = will;
    if (left == null) {
      return;
    }
    will = null;
    try {
      topics
          .find(left.topic(), client.clientId())
          .ifPresent(topic -> handle(context, topic, left.payload(), left.retain(), true));
    } catch (HubRefusal refusal) {
      LOG.warn("The will of {} is refused: {}", client.clientId(), refusal.text());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("The connection of {} broke: {}", client.clientId(), cause.toString());
    context.close();
  }
}
