package org.fleetreboot.devicesim.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NettyDeviceChannelTest {
  private final EmbeddedChannel network = new EmbeddedChannel();
  private final NettyDeviceChannel channel = new NettyDeviceChannel(network);
  private final List<String> acknowledged = new ArrayList<>();

  @Test
  void anAcknowledgementIsToldToWhoeverPublished() {
    channel.publish("a", new byte[0], () -> acknowledged.add("a"));
    channel.publish("b", new byte[0], () -> acknowledged.add("b"));
    network.runPendingTasks();
    int first = published().variableHeader().packetId();
    MqttPublishMessage second = published();
    assertThat(second.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
    channel.acknowledged(second.variableHeader().packetId());
    channel.acknowledged(second.variableHeader().packetId());
    assertThat(acknowledged).containsExactly("b");
    channel.acknowledged(first);
    assertThat(acknowledged).containsExactly("b", "a");
  }

  @Test
  void whatIsReadMakesRoomForMore() {
    for (int i = 0; i < 100; i++) {
      channel.publish("a", new byte[128 * 1024]);
      network.runPendingTasks();
      assertThat(published().fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_MOST_ONCE);
    }
    assertThat(network.isActive()).isTrue();
  }

  @Test
  void aDeviceThatDoesNotReadLosesItsConnectionBeforeTheHubLosesItsMemory() {
    network.pipeline().addFirst(new NeverWrites());
    for (int i = 0; i < 32; i++) {
      channel.publish("a", new byte[120 * 1024]);
      network.runPendingTasks();
    }
    assertThat(network.isActive()).isTrue();
    for (int i = 0; i < 4; i++) {
      channel.publish("a", new byte[120 * 1024]);
      network.runPendingTasks();
    }
    assertThat(network.isActive()).isFalse();
  }

  private MqttPublishMessage published() {
    MqttPublishMessage message = network.readOutbound();
    assertThat(message).isNotNull();
    return message;
  }

  private static final class NeverWrites extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      // As with a full socket: the promise stays open.
    }
  }
}
