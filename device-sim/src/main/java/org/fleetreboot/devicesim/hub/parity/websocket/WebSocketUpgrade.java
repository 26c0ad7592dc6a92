package org.fleetreboot.devicesim.hub.parity.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.mqtt.MqttPipeline;
import org.fleetreboot.devicesim.hub.network.ClientLog;
import org.fleetreboot.devicesim.hub.rest.HttpServer;

/**
 * Upgrades a connection to MQTT, or to AMQP in order to refuse it, when its request asks for that.
 */
public final class WebSocketUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final ClientLog LOG = ClientLog.of(WebSocketUpgrade.class);
  private static final String MQTT_PATH = "/$iothub/websocket";
  private static final String AMQP_PATH = "/$servicebus/websocket";
  private static final String MQTT = "mqtt";
  private static final String AMQP = "AMQPWSB10";
  private static final Pattern ABSOLUTE = Pattern.compile("^https?://[^/]*");
  private static final int MOST_FRAME_BYTES = 300 * 1024;

  private final MqttPipeline devices;
  private final InstantSource clock;
  private final Consumer<ChannelPipeline> amqp;

  /**
   * The sockets of one hub.
   *
   * @param amqp installs the handlers for AMQP clients
   */
  public WebSocketUpgrade(
      MqttPipeline devices, InstantSource clock, Consumer<ChannelPipeline> amqp) {
    this.devices = devices;
    this.clock = clock;
    this.amqp = amqp;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = path(request);
    if (!path.equals(MQTT_PATH) && !path.equals(AMQP_PATH)) {
      context.fireChannelRead(request.retain());
    } else if (asksFor(AMQP, request)) {
      upgrade(context, request, AMQP);
    } else if (path.equals(MQTT_PATH) && asksFor(MQTT, request)) {
      upgrade(context, request, MQTT);
    } else {
      refuse(context, path);
    }
  }

  private static String path(FullHttpRequest request) {
    try {
      // For AMQP the SDKs send the absolute URL (RFC 9112, section 3.2.2).
      String target = ABSOLUTE.matcher(request.uri()).replaceFirst("");
      return new QueryStringDecoder(target).path();
    } catch (IllegalArgumentException notEncoded) {
      return "";
    }
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request, String protocol) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(path(request), protocol, false, MOST_FRAME_BYTES)
            .newHandshaker(request);
    if (handshaker == null) {
      refuse(context, path(request));
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    HttpServer.leaveHttp(pipeline);
    handshaker.handshake(context.channel(), request);
    pipeline.addLast(new WebSocketBytes());
    if (protocol.equals(MQTT)) {
      devices.install(pipeline);
    } else {
      amqp.accept(pipeline);
    }
    pipeline.remove(this);
  }

  private static boolean asksFor(String protocol, FullHttpRequest request) {
    return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(offered -> protocol.equals(offered.trim()));
  }

  private void refuse(ChannelHandlerContext context, String path) {
    String why =
        "'"
            + path
            + "' only accepts WebSockets of version 13; devices connect at '"
            + MQTT_PATH
            + "' with the sub-protocol mqtt, and AMQP is not supported by the local hub";
    LOG.warn("Refused {}: {}", context.channel().remoteAddress(), why);
    HttpServer.refuse(context, HubRefusal.registry(HubError.NOT_SUPPORTED, why), clock.instant());
  }
}
