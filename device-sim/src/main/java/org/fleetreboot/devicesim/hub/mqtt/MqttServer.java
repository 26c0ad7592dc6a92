package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import org.jspecify.annotations.Nullable;

/** Sets up each new connection of a device, with TLS or without. */
public final class MqttServer extends ChannelInitializer<SocketChannel> {
  static final String FIRST_PACKET_TIMEOUT = "first-packet-timeout";

  // A device-to-cloud message may have 256 KB; topic and header come on top.
  private static final int MOST_BYTES = 260 * 1024;
  private static final int FIRST_PACKET_SECONDS = 30;

  private final DeviceSide hub;
  private final @Nullable SslContext tls;

  /**
   * Connections to one hub.
   *
   * @param tls null for a plain port
   */
  public MqttServer(DeviceSide hub, @Nullable SslContext tls) {
    this.hub = hub;
    this.tls = tls;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(FIRST_PACKET_TIMEOUT, new ReadTimeoutHandler(FIRST_PACKET_SECONDS));
    pipeline.addLast(MqttEncoder.INSTANCE);
    pipeline.addLast(new MqttDecoder(MOST_BYTES));
    pipeline.addLast(new ConnectHandler(hub));
  }
}
