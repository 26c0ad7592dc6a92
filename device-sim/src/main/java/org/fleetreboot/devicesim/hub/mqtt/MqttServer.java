package org.fleetreboot.devicesim.hub.mqtt;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import org.fleetreboot.devicesim.hub.network.ConnectionLimit;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.fleetreboot.devicesim.hub.network.TlsHandlers;
import org.jspecify.annotations.Nullable;

/** Initializes new MQTT connections, with or without TLS. */
public final class MqttServer extends ChannelInitializer<SocketChannel> {
  private final MqttPipeline devices;
  private final @Nullable SslContext tls;
  private final NetworkLimits limits;
  private final ConnectionLimit connections;

  /**
   * Connections to one hub.
   *
   * @param tls null for the plain port
   * @param connections shared by all MQTT ports
   */
  public MqttServer(
      MqttPipeline devices,
      @Nullable SslContext tls,
      NetworkLimits limits,
      ConnectionLimit connections) {
    this.devices = devices;
    this.tls = tls;
    this.limits = limits;
    this.connections = connections;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (!connections.admit(channel)) {
      return;
    }
    if (tls != null) {
      devices.accepted(channel);
      channel.pipeline().addLast(TlsHandlers.of(tls, channel, limits));
    }
    devices.install(channel.pipeline());
  }
}
