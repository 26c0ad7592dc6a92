package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.sdk.iot.service.auth.IotHubConnectionString;
import java.io.IOException;
import java.net.URL;
import java.net.URLEncoder;
import java.time.Duration;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.FailureKind;

/** Requests of the hub's REST API, addressed, authorized and with their timeouts; not yet sent. */
final class HubRequests {

  private static final byte[] NO_BODY = new byte[0];

  private final HubServer server;
  private final HttpTimeouts timeouts;

  HubRequests(HubServer server, HttpTimeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  /** The hub answers within the two timeouts of a method, so the read waits longer than both. */
  HttpsRequest invokeMethod(DeviceAddress receiver, byte[] body, Duration hubAnswersWithin)
      throws IOException {
    String device = encode(receiver.deviceId());
    URL url =
        receiver.moduleId() == null
            ? IotHubConnectionString.getUrlMethod(server.hostName(), device)
            : IotHubConnectionString.getUrlModuleMethod(
                server.hostName(), device, encode(receiver.moduleId()));
    return request("POST", url, body, hubAnswersWithin.plus(timeouts.readMargin()));
  }

  HttpsRequest getTwin(DeviceAddress address) throws IOException {
    return request("GET", twinUrl(address), NO_BODY, timeouts.read());
  }

  HttpsRequest updateTwin(DeviceAddress address, byte[] patch) throws IOException {
    // The JDK does not support PATCH.
    return request("POST", twinUrl(address), patch, timeouts.read())
        .header("X-HTTP-Method-Override", "PATCH");
  }

  HttpsRequest query(byte[] body) throws IOException {
    URL url = IotHubConnectionString.getUrlTwinQuery(server.hostName());
    return request("POST", url, body, timeouts.read());
  }

  HttpsRequest getDevice(String deviceId) throws IOException {
    URL url = IotHubConnectionString.getUrlDevice(server.hostName(), encode(deviceId));
    return request("GET", url, NO_BODY, timeouts.read());
  }

  private URL twinUrl(DeviceAddress address) throws IOException {
    String device = encode(address.deviceId());
    return address.moduleId() == null
        ? IotHubConnectionString.getUrlTwin(server.hostName(), device)
        : IotHubConnectionString.getUrlModuleTwin(
            server.hostName(), device, encode(address.moduleId()));
  }

  private HttpsRequest request(String method, URL url, byte[] body, Duration readTimeout) {
    return new HttpsRequest(url, method, body, timeouts.connect(), readTimeout)
        .trusting(server.tls())
        .header("Authorization", authorizationHeader())
        .header("Accept", "application/json")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "camel-iothub");
  }

  private String authorizationHeader() {
    try {
      return server.authorization().header();
    } catch (RuntimeException e) {
      throw new UnsendableException(
          FailureKind.unauthorized, "the credential for the hub could not be obtained", e);
    }
  }

  /** The SDK puts ids into the URL unencoded; ids may contain {@code % ? @ $ '} and {@code #}. */
  private static String encode(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }
}
