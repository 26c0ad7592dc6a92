package org.fleetreboot.devicesim.hub.rest;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.InstantSource;
import java.util.Arrays;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.mqtt.DevicePipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a connection into one of MQTT when its request asks for that; refuses AMQP by name. */
final class WebSocketUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);
  private static final String MQTT_PATH = "/$iothub/websocket";
  private static final String AMQP_PATH = "/$servicebus/websocket";
  private static final String MQTT = "mqtt";
  private static final int MOST_FRAME_BYTES = 300 * 1024;

  private final DevicePipeline devices;
  private final InstantSource clock;

  WebSocketUpgrade(DevicePipeline devices, InstantSource clock) {
    this.devices = devices;
    this.clock = clock;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    switch (path(request)) {
      case MQTT_PATH -> upgrade(context, request);
      case AMQP_PATH ->
          refuse(
              context,
              "AMQP is not supported by the local hub, over WebSockets or without: devices connect"
                  + " by MQTT or MQTT over WebSockets, and a test sends cloud-to-device messages by"
                  + " LocalHub.send");
      default -> context.fireChannelRead(request.retain());
    }
  }

  private static String path(FullHttpRequest request) {
    try {
      return new QueryStringDecoder(request.uri()).path();
    } catch (IllegalArgumentException notEncoded) {
      return "";
    }
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker = asksForMqtt(request) ? handshaker(request) : null;
    if (handshaker == null) {
      refuse(
          context,
          "'" + MQTT_PATH + "' is for WebSockets of version 13 with the sub-protocol mqtt");
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    pipeline.remove(HttpServer.IDLE);
    pipeline.remove(RequestDeadline.class);
    pipeline.remove(HttpExchanges.class);
    handshaker.handshake(context.channel(), request);
    pipeline.addLast(new WebSocketBytes());
    devices.install(pipeline);
    pipeline.remove(this);
  }

  private static boolean asksForMqtt(FullHttpRequest request) {
    return request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(protocol -> MQTT.equals(protocol.trim()));
  }

  private static WebSocketServerHandshaker handshaker(FullHttpRequest request) {
    return new WebSocketServerHandshakerFactory(MQTT_PATH, MQTT, false, MOST_FRAME_BYTES)
        .newHandshaker(request);
  }

  private void refuse(ChannelHandlerContext context, String why) {
    LOG.warn("Refused {}: {}", context.channel().remoteAddress(), why);
    FullHttpResponse answer =
        HttpMessages.of(
            RefusalResponse.of(HubRefusal.registry(HubError.NOT_SUPPORTED, why), clock.instant()));
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
