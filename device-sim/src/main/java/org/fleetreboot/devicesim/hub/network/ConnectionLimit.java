package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Caps the connections that are open at once. Thread-safe. */
public final class ConnectionLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  public ConnectionLimit(int most) {
    this.most = most;
  }

  /** Counts a new connection until it closes; or closes it at once, and says false. */
  public boolean admit(Channel channel) {
    int now = open.incrementAndGet();
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (now <= most) {
      return true;
    }
    LOG.warn(
        "{} is one too many: {} connections are open; closing it", channel.remoteAddress(), most);
    channel.close();
    return false;
  }
}
