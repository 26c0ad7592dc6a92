package org.fleetreboot.devicesim.device.mqtt;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.devicesim.device.DeviceConnectionString;
import org.fleetreboot.devicesim.device.ReportRefused;
import org.jspecify.annotations.Nullable;

/** One MQTT 3.1.1 connection of a device, with its pending requests. Confined to its event loop. */
final class MqttSession extends SimpleChannelInboundHandler<MqttMessage> {

  /** Return codes for permanent failures; all others are transient. */
  private static final Set<MqttConnectReturnCode> LASTING =
      Set.of(
          MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION,
          MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
          MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
          MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);

  /** The connection has ended; the reason may have been reported before. */
  static final class Closed extends IOException {
    private static final long serialVersionUID = 1;

    private Closed() {
      super("the connection is lost");
    }
  }

  private final DeviceConnectionString device;
  private final String password;
  private final LightConnection owner;
  private final Map<Integer, CompletableFuture<@Nullable Void>> unacknowledged = new HashMap<>();
  private final Map<String, CompletableFuture<@Nullable Void>> reports = new HashMap<>();
  private @Nullable ChannelHandlerContext context;
  private int lastPacket = MqttPackets.SUBSCRIBE_ID;
  private long lastRequest;

  MqttSession(DeviceConnectionString device, String password, LightConnection owner) {
    this.device = device;
    this.password = password;
    this.owner = owner;
  }

  /** Answers a method call; done on the hub's PUBACK, or when the connection is lost. */
  CompletableFuture<@Nullable Void> answer(int status, String requestId, byte[] payload) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    ChannelHandlerContext now = context;
    if (now == null || !now.channel().isActive()) {
      done.complete(null);
      return done;
    }
    int packet = nextPacket();
    unacknowledged.put(packet, done);
    send(now, MqttPackets.publish(packet, HubTopic.methodAnswer(status, requestId), payload));
    return done;
  }

  /** Sends a report once; fails if the hub refuses it, or if the connection is lost. */
  CompletableFuture<@Nullable Void> report(byte[] patch) {
    ChannelHandlerContext now = context;
    if (now == null || !now.channel().isActive()) {
      return CompletableFuture.failedFuture(new IOException("the connection is lost"));
    }
    String requestId = Long.toString(++lastRequest);
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    reports.put(requestId, done);
    send(now, MqttPackets.publish(nextPacket(), HubTopic.report(requestId), patch));
    return done;
  }

  /** Closes the connection without DISCONNECT, like a reset. */
  CompletionStage<?> close() {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    ChannelHandlerContext now = context;
    if (now == null) {
      done.complete(null);
    } else {
      now.close().addListener(closed -> done.complete(null));
    }
    return done;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelActive(ChannelHandlerContext now) {
    send(now, MqttPackets.connect(device, password));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext now, MqttMessage message) {
    switch (message.fixedHeader().messageType()) {
      case CONNACK -> connectAnswered(now, (MqttConnAckMessage) message);
      case SUBACK -> owner.ready(this);
      case PUBACK -> acknowledged((MqttMessageIdVariableHeader) message.variableHeader());
      case PUBLISH -> published(now, (MqttPublishMessage) message);
      default -> {}
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext now, Object event) throws Exception {
    if (event instanceof IdleStateEvent) {
      send(now, MqttMessage.PINGREQ);
    }
    super.userEventTriggered(now, event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext now) {
    unacknowledged.values().forEach(done -> done.complete(null));
    unacknowledged.clear();
    Closed lost = new Closed();
    reports.values().forEach(done -> done.completeExceptionally(lost));
    reports.clear();
    owner.lost(this, lost);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext now, Throwable cause) {
    owner.lost(this, cause);
    cut(now);
  }

  private void connectAnswered(ChannelHandlerContext now, MqttConnAckMessage answer) {
    MqttConnectReturnCode code = answer.variableHeader().connectReturnCode();
    if (code == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      send(now, MqttPackets.subscribe());
    } else {
      if (LASTING.contains(code)) {
        owner.refused(this, code.toString());
      } else {
        owner.turnedAway(this, code.toString());
      }
      cut(now);
    }
  }

  private void acknowledged(MqttMessageIdVariableHeader header) {
    CompletableFuture<@Nullable Void> done = unacknowledged.remove(header.messageId());
    if (done != null) {
      done.complete(null);
    }
  }

  private void published(ChannelHandlerContext now, MqttPublishMessage message) {
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      send(now, MqttPackets.acknowledge(message.variableHeader().packetId()));
    }
    HubTopic.parse(message.variableHeader().topicName())
        .ifPresent(
            topic -> {
              switch (topic.kind()) {
                case METHOD_CALL -> owner.called(this, topic.subject(), topic.requestId());
                case TWIN_ANSWER -> reportAnswered(topic);
              }
            });
  }

  private void reportAnswered(HubTopic topic) {
    CompletableFuture<@Nullable Void> done = reports.remove(topic.requestId());
    if (done == null) {
      return;
    }
    int status = Integer.parseInt(topic.subject());
    if (status < 300) {
      done.complete(null);
    } else {
      done.completeExceptionally(
          new ReportRefused(topic.subject(), status == 429 || status >= 500));
    }
  }

  private int nextPacket() {
    lastPacket = lastPacket == 0xFFFF ? MqttPackets.SUBSCRIBE_ID + 1 : lastPacket + 1;
    return lastPacket;
  }

  /**
   * A failed write closes the channel, and {@link #channelInactive} completes all pending requests.
   */
  private static void send(ChannelHandlerContext now, MqttMessage message) {
    ChannelFuture unused = now.writeAndFlush(message);
  }

  private static void cut(ChannelHandlerContext now) {
    ChannelFuture unused = now.close();
  }
}
