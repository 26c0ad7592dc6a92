package org.fleetreboot.devicesim.hub.parity.amqp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;
import org.fleetreboot.devicesim.hub.network.ConnectionDeadline;
import org.fleetreboot.devicesim.hub.network.ConnectionFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses AMQP 1.0 clients within the protocol: accepts the connection and closes it with {@code
 * amqp:not-implemented} and the reason, which the SDKs show. Runs on the event loop.
 */
public final class AmqpRefusal extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpRefusal.class);
  private static final String WHY =
      "AMQP is not supported by the local hub, over WebSockets or without: devices connect by MQTT"
          + " or MQTT over WebSockets, and a test sends cloud-to-device messages by LocalHub.send."
          + " The list is in device-sim/README.md.";
  private static final int MOST_FRAME_BYTES = 4096;

  private final Transport transport = Transport.Factory.create();
  private final Connection connection = Connection.Factory.create();
  private final Sasl sasl;
  private boolean refused;

  private AmqpRefusal() {
    transport.setMaxFrameSize(MOST_FRAME_BYTES);
    sasl = transport.sasl();
    sasl.server();
    // A client with a certificate does not use SASL.
    sasl.allowSkip(true);
    sasl.setMechanisms("ANONYMOUS", "PLAIN", "EXTERNAL", "MSSBCBS");
    transport.bind(connection);
  }

  /**
   * Appends the handlers that refuse one connection.
   *
   * @param within how long the client may stay
   */
  public static void install(ChannelPipeline pipeline, Duration within) {
    pipeline.addLast(
        new ConnectionDeadline(
            within, "did not speak AMQP, or did not disconnect after the refusal,"));
    pipeline.addLast(new AmqpRefusal());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    // Ignores further input: a reset would discard the answer.
    if (refused) {
      return;
    }
    take(context, bytes);
    if (connection.getRemoteState() == EndpointState.ACTIVE) {
      refuse(context);
    }
    flush(context);
    if (!refused && transport.capacity() < 0) {
      refused = true;
      LOG.warn("{} sent invalid AMQP 1.0; closing", context.channel().remoteAddress());
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void take(ChannelHandlerContext context, ByteBuf bytes) {
    while (bytes.isReadable() && transport.capacity() > 0) {
      ByteBuffer tail = transport.tail();
      byte[] some = new byte[Math.min(tail.remaining(), bytes.readableBytes())];
      bytes.readBytes(some);
      tail.put(some);
      process();
      // Sends the mechanisms first, even if the client did not wait for them.
      flush(context);
      boolean named = sasl.getRemoteMechanisms().length > 0;
      if (named && sasl.getOutcome() == Sasl.SaslOutcome.PN_SASL_NONE) {
        // Accepts any identity.
        sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
      }
    }
  }

  private void process() {
    try {
      transport.process();
    } catch (TransportException e) {
      // The transport accepts no more bytes; its response is pending.
      LOG.debug("No AMQP", e);
    }
  }

  private void refuse(ChannelHandlerContext context) {
    LOG.warn("Refused {}: {}", context.channel().remoteAddress(), WHY);
    refused = true;
    connection.setContainer("local-hub");
    connection.open();
    connection.setCondition(new ErrorCondition(AmqpError.NOT_IMPLEMENTED, WHY));
    connection.close();
  }

  private void flush(ChannelHandlerContext context) {
    for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
      context.write(Unpooled.copiedBuffer(transport.head()));
      transport.pop(pending);
    }
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn(
        "Connection from {} broke: {}",
        context.channel().remoteAddress(),
        ConnectionFailure.reason(cause));
    context.close();
  }
}
