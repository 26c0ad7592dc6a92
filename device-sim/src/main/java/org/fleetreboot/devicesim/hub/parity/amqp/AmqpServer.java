package org.fleetreboot.devicesim.hub.parity.amqp;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import org.fleetreboot.devicesim.hub.network.ConnectionLimit;
import org.fleetreboot.devicesim.hub.network.NetworkLimits;
import org.fleetreboot.devicesim.hub.network.TlsHandlers;

/** Initializes connections on the AMQP port, which are refused. */
public final class AmqpServer extends ChannelInitializer<SocketChannel> {
  private final SslContext tls;
  private final NetworkLimits limits;
  private final ConnectionLimit connections;

  /**
   * Connections to one hub.
   *
   * @param connections shared by all device ports
   */
  public AmqpServer(SslContext tls, NetworkLimits limits, ConnectionLimit connections) {
    this.tls = tls;
    this.limits = limits;
    this.connections = connections;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (connections.admit(channel)) {
      channel.pipeline().addLast(TlsHandlers.of(tls, channel, limits));
      AmqpRefusal.install(channel.pipeline(), limits.connect());
    }
  }
}
