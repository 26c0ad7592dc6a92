package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/** Sets up each new connection of a device, with TLS or without. */
public final class MqttServer extends ChannelInitializer<SocketChannel> {
  private final DevicePipeline devices;
  private final @Nullable SslContext tls;

  /**
   * Connections to one hub.
   *
   * @param tls null for a plain port
   */
  public MqttServer(DevicePipeline devices, @Nullable SslContext tls) {
    this.devices = devices;
    this.tls = tls;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (tls != null) {
      devices.accepted(channel);
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    devices.install(channel.pipeline());
  }
}
