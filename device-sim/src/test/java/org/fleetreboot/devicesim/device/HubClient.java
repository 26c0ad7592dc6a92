package org.fleetreboot.devicesim.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fleetreboot.devicesim.hub.LocalHub;

/** The service side of a hub, over its REST API: calls methods and reads twins. */
final class HubClient {

  /** What the hub answered: its HTTP status, and the JSON below it. */
  record Reply(int httpStatus, JsonNode body) {

    /** What the device itself answered. */
    int deviceStatus() {
      return body.path("status").asInt();
    }

    JsonNode payload() {
      return body.path("payload");
    }
  }

  /** How long a device on a busy machine may take to answer. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "?api-version=2021-04-12";

  private final HttpClient http;
  private final String base;
  private final String authorization;

  HubClient(LocalHub hub) {
    this.http = HttpClient.newBuilder().sslContext(hub.sslContext()).build();
    this.base = "https://" + hub.address() + ":" + hub.restPort();
    this.authorization = signature(hub.address(), hub.ownerConnectionString());
  }

  Reply invoke(String deviceId, String method) {
    return invokeAsync(deviceId, method, PATIENCE).join();
  }

  CompletableFuture<Reply> invokeAsync(String deviceId, String method, Duration responseTimeout) {
    String call =
        """
        {"methodName":"%s","responseTimeoutInSeconds":%d,"connectTimeoutInSeconds":0,"payload":null}\
        """
            .formatted(method, responseTimeout.toSeconds());
    HttpRequest request =
        request("/twins/" + deviceId + "/methods").POST(BodyPublishers.ofString(call)).build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> new Reply(response.statusCode(), json(response.body())));
  }

  /**
   * The reported properties as the hub has them now, with {@code $version} and {@code $metadata}.
   */
  JsonNode reported(String deviceId) {
    try {
      return json(http.send(request("/twins/" + deviceId).GET().build(), BodyHandlers.ofString())
              .body())
          .path("properties")
          .path("reported");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String marker(String deviceId) {
    return reported(deviceId).path("rebootTime").asText();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path + VERSION))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json; charset=utf-8");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signature(String host, String connectionString) {
    String key = part(connectionString, "SharedAccessKey=");
    long expiry = Instant.now().plusSeconds(3600).getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      byte[] signed = mac.doFinal((host + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
      return "SharedAccessSignature sr="
          + host
          + "&sig="
          + URLEncoder.encode(Base64.getEncoder().encodeToString(signed), StandardCharsets.UTF_8)
          + "&se="
          + expiry
          + "&skn="
          + part(connectionString, "SharedAccessKeyName=");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String connectionString, String name) {
    for (String part : connectionString.split(";", -1)) {
      if (part.startsWith(name)) {
        return part.substring(name.length());
      }
    }
    throw new IllegalArgumentException("the connection string has no " + name);
  }
}
