package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.fleetreboot.devicesim.hub.session.DeviceChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection on Netty. */
final class NettyDeviceChannel implements DeviceChannel {
  private static final Logger LOG = LoggerFactory.getLogger(NettyDeviceChannel.class);

  /** About thirty method calls of the maximum size, or ten thousand small ones. */
  static final long MOST_UNREAD_BYTES = 4 * 1024 * 1024;

  // Overhead of packet, topic and objects, so that many empty messages are bounded too.
  private static final int MESSAGE_BYTES = 400;
  private static final int MOST_PACKET_IDS = 0xFFFF;

  private final Channel channel;
  private final AtomicLong unread = new AtomicLong();
  // On the event loop only.
  private final Map<Integer, Runnable> unacknowledged = new HashMap<>();
  private int lastPacketId;

  NettyDeviceChannel(Channel channel) {
    this.channel = channel;
  }

  @Override
  public void publish(String topic, byte[] payload) {
    queue(payload, () -> write(MqttQoS.AT_MOST_ONCE, 0, topic, payload));
  }

  @Override
  public void publish(String topic, byte[] payload, Runnable acknowledged) {
    queue(
        payload,
        () -> {
          if (unacknowledged.size() == MOST_PACKET_IDS) {
            giveUp("leaves " + MOST_PACKET_IDS + " messages unacknowledged");
            return;
          }
          int packetId = freePacketId();
          unacknowledged.put(packetId, acknowledged);
          write(MqttQoS.AT_LEAST_ONCE, packetId, topic, payload);
        });
  }

  /** Handles the client's PUBACK on the event loop. An unexpected one is ignored. */
  void acknowledged(int packetId) {
    Runnable acknowledged = unacknowledged.remove(packetId);
    if (acknowledged != null) {
      acknowledged.run();
    }
  }

  /** Always runs as a separate task, because callers may hold a twin's lock. */
  private void queue(byte[] payload, Runnable write) {
    EventLoop loop = channel.eventLoop();
    if (loop.isShuttingDown() || !channel.isActive()) {
      return;
    }
    if (unread.addAndGet(size(payload)) > MOST_UNREAD_BYTES) {
      giveUp("does not read messages");
      return;
    }
    loop.execute(write);
  }

  private void write(MqttQoS qos, int packetId, String topic, byte[] payload) {
    channel
        .writeAndFlush(
            MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(qos)
                .messageId(packetId)
                .payload(Unpooled.wrappedBuffer(payload))
                .build())
        .addListener(written -> unread.addAndGet(-size(payload)));
  }

  private int freePacketId() {
    do {
      lastPacketId = lastPacketId == MOST_PACKET_IDS ? 1 : lastPacketId + 1;
    } while (unacknowledged.containsKey(lastPacketId));
    return lastPacketId;
  }

  private void giveUp(String why) {
    if (channel.isActive()) {
      LOG.warn("{} {}; closing its connection", channel.remoteAddress(), why);
    }
    channel.close();
  }

  private static int size(byte[] payload) {
    return payload.length + MESSAGE_BYTES;
  }

  @Override
  public void close() {
    channel.close();
  }
}
