package org.fleetreboot.devicesim.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends raw requests to a hub, good ones and bad ones. */
final class RestProbe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String base;
  private final @Nullable String authorization;

  private RestProbe(HttpClient client, String base, @Nullable String authorization) {
    this.client = client;
    this.base = base;
    this.authorization = authorization;
  }

  static RestProbe owner(LocalHub hub) {
    return anonymous(hub)
        .with(ServiceSdk.credential(hub, hub.ownerConnectionString()).getSignature());
  }

  static RestProbe anonymous(LocalHub hub) {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(hub.sslContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new RestProbe(client, "https://" + hub.address() + ":" + hub.restPort(), null);
  }

  RestProbe with(String newAuthorization) {
    return new RestProbe(client, base, newAuthorization);
  }

  /** The same, at another port of the hub. */
  RestProbe atPort(int port) {
    return new RestProbe(client, base.replaceFirst(":\\d+$", ":" + port), authorization);
  }

  /** What came back. */
  record Reply(int status, String text, java.net.http.HttpHeaders headers) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError("No JSON: " + text, e);
      }
    }

    /** The JSON text inside {@code Message}. */
    JsonNode inner() {
      try {
        return JSON.readTree(json().path("Message").asText());
      } catch (IOException e) {
        throw new AssertionError("No inner JSON: " + text, e);
      }
    }

    int errorCode() {
      return inner().path("errorCode").asInt();
    }
  }

  Reply send(String method, String path, String body, String... headers) {
    return sendAsync(method, path, body, headers).join();
  }

  CompletableFuture<Reply> sendAsync(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> new Reply(answer.statusCode(), answer.body(), answer.headers()));
  }

  /** Invokes a method, with a payload of null. */
  CompletableFuture<Reply> invoke(String device, int responseSeconds, int connectSeconds) {
    return sendAsync(
        "POST",
        "/twins/" + device + "/methods?api-version=2021-04-12",
        "{\"methodName\":\"rebootDevice\",\"responseTimeoutInSeconds\":"
            + responseSeconds
            + ",\"connectTimeoutInSeconds\":"
            + connectSeconds
            + "}");
  }
}
