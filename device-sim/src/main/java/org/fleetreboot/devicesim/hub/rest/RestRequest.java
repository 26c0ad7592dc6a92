package org.fleetreboot.devicesim.hub.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.identity.PathSegments;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.registry.IfMatch;
import org.jspecify.annotations.Nullable;

/**
 * One request of a service client.
 *
 * @param method after the override header, with which clients send PATCH as POST
 * @param uri the original URI, for messages
 * @param path the decoded segments of the path
 * @param named the named segments of the matching route
 */
public record RestRequest(
    String method,
    String uri,
    List<String> path,
    Map<String, String> named,
    HttpHeaders headers,
    String body) {

  static RestRequest of(FullHttpRequest request) {
    String override = request.headers().get("X-HTTP-Method-Override");
    return new RestRequest(
        override == null ? request.method().name() : override,
        request.uri(),
        segments(request.uri()),
        Map.of(),
        request.headers(),
        request.content().toString(StandardCharsets.UTF_8));
  }

  public RestRequest naming(Map<String, String> segments) {
    return new RestRequest(method, uri, path, segments, headers, body);
  }

  /** A named segment of the route. */
  public String named(String name) {
    String segment = named.get(name);
    if (segment == null) {
      throw new IllegalStateException("The route of " + line() + " names no " + name);
    }
    return segment;
  }

  /** The device or module that the path names; empty when it names none. */
  public Optional<ClientId> client() {
    return Optional.ofNullable(named.get("device"))
        .map(device -> new ClientId(device, named.get("module")));
  }

  /** The device or module of a route that names one. */
  public ClientId requiredClient() {
    return new ClientId(named("device"), named.get("module"));
  }

  /** A request header; null when absent. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  public IfMatch ifMatch() {
    return new IfMatch(headers.get("If-Match"));
  }

  /** The condition of a request that requires one; refuses with 412 without it. */
  public IfMatch requiredIfMatch() {
    if (headers.get("If-Match") == null) {
      throw HubRefusal.registry(
          HubError.PRECONDITION_FAILED, "ETag missing: this request needs If-Match, * for any.");
    }
    return ifMatch();
  }

  public ObjectNode bodyObject() {
    return Json.parseObject(body);
  }

  /** A parameter of the query string; null when absent. */
  public @Nullable String parameter(String name) {
    try {
      List<String> values = new QueryStringDecoder(uri).parameters().get(name);
      return values == null ? null : values.get(0);
    } catch (IllegalArgumentException e) {
      throw HubRefusal.invalid("The query string is not properly percent-encoded.");
    }
  }

  /** Method and URI, for messages. */
  public String line() {
    return method + " " + uri;
  }

  private static List<String> segments(String uri) {
    try {
      return Stream.of(new QueryStringDecoder(uri).rawPath().split("/"))
          .skip(1)
          .map(PathSegments::decoded)
          .toList();
    } catch (IllegalArgumentException e) {
      throw HubRefusal.registry(
          HubError.ARGUMENT_INVALID, "The path is not properly percent-encoded.");
    }
  }
}
