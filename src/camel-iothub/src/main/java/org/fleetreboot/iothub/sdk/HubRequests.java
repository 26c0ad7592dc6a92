package org.fleetreboot.iothub.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.sdk.iot.service.auth.IotHubConnectionString;
import com.microsoft.azure.sdk.iot.service.transport.http.HttpMethod;
import com.microsoft.azure.sdk.iot.service.transport.http.HttpRequest;
import java.io.IOException;
import java.net.URL;
import java.net.URLEncoder;
import java.time.Duration;
import org.fleetreboot.iothub.client.DeviceAddress;
import org.fleetreboot.iothub.client.FailureKind;

/** Requests of the hub's REST API, addressed, authorized and with their timeouts; not yet sent. */
final class HubRequests {

  private static final byte[] NO_BODY = new byte[0];

  private final String hostName;
  private final Authorization authorization;
  private final HttpTimeouts timeouts;

  HubRequests(String hostName, Authorization authorization, HttpTimeouts timeouts) {
    this.hostName = hostName;
    this.authorization = authorization;
    this.timeouts = timeouts;
  }

  /** The hub answers within the two timeouts of a method, so the read waits longer than both. */
  HttpRequest invokeMethod(DeviceAddress receiver, byte[] body, Duration hubAnswersWithin)
      throws IOException {
    String device = encode(receiver.deviceId());
    URL url =
        receiver.moduleId() == null
            ? IotHubConnectionString.getUrlMethod(hostName, device)
            : IotHubConnectionString.getUrlModuleMethod(
                hostName, device, encode(receiver.moduleId()));
    return request(HttpMethod.POST, url, body, hubAnswersWithin.plus(timeouts.readMargin()));
  }

  HttpRequest getTwin(DeviceAddress address) throws IOException {
    return request(HttpMethod.GET, twinUrl(address), NO_BODY, timeouts.read());
  }

  HttpRequest updateTwin(DeviceAddress address, byte[] patch) throws IOException {
    return request(HttpMethod.PATCH, twinUrl(address), patch, timeouts.read());
  }

  HttpRequest query(byte[] body) throws IOException {
    URL url = IotHubConnectionString.getUrlTwinQuery(hostName);
    return request(HttpMethod.POST, url, body, timeouts.read());
  }

  HttpRequest getDevice(String deviceId) throws IOException {
    URL url = IotHubConnectionString.getUrlDevice(hostName, encode(deviceId));
    return request(HttpMethod.GET, url, NO_BODY, timeouts.read());
  }

  private URL twinUrl(DeviceAddress address) throws IOException {
    String device = encode(address.deviceId());
    return address.moduleId() == null
        ? IotHubConnectionString.getUrlTwin(hostName, device)
        : IotHubConnectionString.getUrlModuleTwin(hostName, device, encode(address.moduleId()));
  }

  private HttpRequest request(HttpMethod method, URL url, byte[] body, Duration readTimeout)
      throws IOException {
    return new HttpRequest(url, method, body, authorizationHeader())
        .setConnectTimeoutSeconds(seconds(timeouts.connect()))
        .setReadTimeoutSeconds(seconds(readTimeout));
  }

  private String authorizationHeader() {
    try {
      return authorization.header();
    } catch (RuntimeException e) {
      throw new UnsendableException(
          FailureKind.unauthorized, "the credential for the hub could not be obtained", e);
    }
  }

  /** The SDK counts in whole seconds, and takes 0 for ever. */
  private static int seconds(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  /** The SDK puts ids into the URL as they are; ids may hold {@code % ? @ $ '} and {@code #}. */
  private static String encode(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }
}
