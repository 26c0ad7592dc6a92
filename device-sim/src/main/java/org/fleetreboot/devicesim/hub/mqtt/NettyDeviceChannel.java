package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;

/** A device's connection. */
record NettyDeviceChannel(Channel channel) implements DeviceChannel {

  /**
   * Always a task of its own, never a write in the caller's stack: callers may hold a twin's lock.
   */
  @Override
  public void publish(String topic, byte[] payload) {
    EventLoop loop = channel.eventLoop();
    if (loop.isShuttingDown()) {
      return;
    }
    loop.execute(
        () ->
            channel.writeAndFlush(
                MqttMessageBuilders.publish()
                    .topicName(topic)
                    .qos(MqttQoS.AT_MOST_ONCE)
                    .payload(Unpooled.wrappedBuffer(payload))
                    .build(),
                channel.voidPromise()));
  }

  @Override
  public void close() {
    channel.close();
  }
}
