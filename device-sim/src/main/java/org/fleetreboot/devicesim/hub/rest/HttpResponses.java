package org.fleetreboot.devicesim.hub.rest;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Converts answers to HTTP/1.1 messages on a keep-alive connection. */
final class HttpResponses {
  private HttpResponses() {}

  static FullHttpResponse of(RestResponse response) {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(body));
    response.headers().forEach((name, value) -> message.headers().set(name, value));
    if (response.status() != 204) {
      message.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
      message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    // Without it, Java clients drop an idle connection after five seconds.
    message.headers().set("Keep-Alive", "timeout=" + HttpServer.KEEP_ALIVE_SECONDS);
    return message;
  }
}
