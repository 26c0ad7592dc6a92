package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.fleetreboot.devicesim.hub.clock.HubClock;
import org.fleetreboot.devicesim.hub.fault.DeviceFault;
import org.fleetreboot.devicesim.hub.fault.FaultPlan;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.hub.fault.HubOperation;
import org.fleetreboot.devicesim.hub.fault.Moment;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.ErrorBody;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.jspecify.annotations.Nullable;

/** Applies faults to the packets of one connection, in both directions. */
final class MqttFaultInjector extends ChannelDuplexHandler {
  private static final ClientLog LOG = ClientLog.of(MqttFaultInjector.class);

  private final FaultPlan faults;
  private final HubClock clock;
  private final Set<Integer> neverAcknowledged = new HashSet<>(0);
  private Optional<ClientId> client = Optional.empty();
  private ResponseDelay delay = ResponseDelay.NONE;

  MqttFaultInjector(FaultPlan faults, HubClock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof MqttMessage packet && packet.decoderResult().isSuccess()) {
      if (packet instanceof MqttConnectMessage connect) {
        client = ClientId.ofMqtt(connect.payload().clientIdentifier());
        delay = ResponseDelay.of(connect.payload().userName());
        if (strike(HubOperation.DEVICE_CONNECT) instanceof DeviceFault.RefusesConnection refusal) {
          refuse(context, refusal.code());
          return;
        }
      } else if (packet instanceof MqttPublishMessage published) {
        published(context, published);
        return;
      }
    }
    context.fireChannelRead(message);
  }

  private static void refuse(ChannelHandlerContext context, int code) {
    context
        .writeAndFlush(
            MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.valueOf((byte) code))
                .build())
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void published(ChannelHandlerContext context, MqttPublishMessage message) {
    String topic = message.variableHeader().topicName();
    HubFault fault = strike(TopicOperation.sent(topic));
    if (fault instanceof DeviceFault.DropsDevice drop && drop.moment() == Moment.BEFORE_DELIVERY) {
      ReferenceCountUtil.release(message);
      context.close();
    } else if (fault instanceof DeviceFault.DropsDevice) {
      context.fireChannelRead(message);
      context.close();
    } else if (fault instanceof DeviceFault.RefusesTwin refusal) {
      refuseTwin(context, message, refusal.status());
      ReferenceCountUtil.release(message);
    } else {
      if (fault instanceof DeviceFault.LosesAcknowledgement) {
        neverAcknowledged.add(message.variableHeader().packetId());
      }
      context.fireChannelRead(message);
    }
  }

  private void refuseTwin(ChannelHandlerContext context, MqttPublishMessage message, int status) {
    context.writeAndFlush(
        MqttMessageBuilders.publish()
            .topicName(
                "$iothub/twin/res/"
                    + status
                    + "/?$rid="
                    + TopicOperation.requestId(message.variableHeader().topicName()))
            .qos(MqttQoS.AT_MOST_ONCE)
            .payload(Unpooled.wrappedBuffer(errorBody(status)))
            .build());
    if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      delay.acknowledge(context, message.variableHeader().packetId());
    }
  }

  /** The general error of its HTTP status, 429001 or 500001, in the shape of a real response. */
  private byte[] errorBody(int status) {
    return Json.bytes(
        ErrorBody.plain(
            status * 1000 + 1, "Refused by a fault with status " + status + ".", clock.instant()));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof MqttPublishMessage pushed) {
      push(context, pushed, promise);
    } else if (isLostAcknowledgement(message)) {
      promise.setSuccess();
    } else {
      context.write(message, promise);
    }
  }

  private void push(
      ChannelHandlerContext context, MqttPublishMessage message, ChannelPromise promise) {
    Optional<HubOperation> operation = TopicOperation.pushed(message.variableHeader().topicName());
    HubFault fault = operation.isPresent() ? strike(operation.get()) : null;
    if (fault instanceof DeviceFault.LosesPush) {
      ReferenceCountUtil.release(message);
      promise.setSuccess();
    } else if (fault instanceof DeviceFault.PushesLate late) {
      clock.after(
          late.delay(),
          () -> context.executor().execute(() -> context.writeAndFlush(message, promise)));
    } else {
      context.write(message, promise);
    }
  }

  private @Nullable HubFault strike(HubOperation operation) {
    Optional<HubFault> fault = faults.strike(operation, client);
    fault.ifPresent(struck -> LOG.info("Fault {} strikes {} of {}", struck, operation, client));
    return fault.orElse(null);
  }

  private boolean isLostAcknowledgement(Object message) {
    return message instanceof MqttMessage packet
        && packet.fixedHeader().messageType() == MqttMessageType.PUBACK
        && packet.variableHeader() instanceof MqttMessageIdVariableHeader header
        && neverAcknowledged.remove(header.messageId());
  }
}
