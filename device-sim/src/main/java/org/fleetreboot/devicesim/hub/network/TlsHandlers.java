package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/** Creates TLS handlers for new connections. */
public final class TlsHandlers {
  private TlsHandlers() {}

  /** A handler that closes the connection when the handshake takes too long. */
  public static SslHandler of(SslContext tls, Channel channel, NetworkLimits limits) {
    SslHandler handler = tls.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(limits.handshake().toMillis());
    return handler;
  }
}
