package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.time.InstantSource;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;

/** Gathers a request's body; over 1 MB it answers 413 and throws the rest away as it comes. */
final class BodyLimit extends HttpObjectAggregator {
  private static final int MOST_BYTES = 1024 * 1024;

  private final InstantSource clock;

  BodyLimit(InstantSource clock) {
    super(MOST_BYTES);
    this.clock = clock;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    // The connection stays: a client that is still sending would not read an answer after a reset.
    context.writeAndFlush(
        HttpMessages.of(
            RefusalResponse.of(
                HubRefusal.dataPlane(
                    HubError.MESSAGE_TOO_LARGE,
                    "The body is larger than " + MOST_BYTES + " bytes."),
                clock.instant())));
  }
}
