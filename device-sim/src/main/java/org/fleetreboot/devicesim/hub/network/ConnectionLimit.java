package org.fleetreboot.devicesim.hub.network;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits the number of open connections. Thread-safe. */
public final class ConnectionLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);

  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  public ConnectionLimit(int most) {
    this.most = most;
  }

  /** Counts a new connection until it closes; closes it and returns false if there are too many. */
  public boolean admit(Channel channel) {
    int now = open.incrementAndGet();
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (now <= most) {
      return true;
    }
    LOG.warn(
        "Closing the connection of {}: the maximum of {} is reached",
        channel.remoteAddress(),
        most);
    channel.close();
    return false;
  }
}
