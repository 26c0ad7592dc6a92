package org.fleetreboot.iothub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodPayload;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.iothub.sdk.ConnectionString;
import org.fleetreboot.iothub.sdk.SharedAccessAuthorization;

/** A local hub with the device {@code pump-1} on it, over real sockets. */
final class ConnectedHub implements AutoCloseable {

  static final String DEVICE = "pump-1";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  final LocalHub hub;
  final DeviceClient device;

  /** Counted down when the method {@code hold} arrives; the test releases it. */
  volatile CountDownLatch held = new CountDownLatch(1);

  volatile CountDownLatch release = new CountDownLatch(1);

  private final SSLSocketFactory trustBefore = HttpsURLConnection.getDefaultSSLSocketFactory();

  ConnectedHub() throws Exception {
    hub = LocalHub.builder().entraId(true).start();
    trust();
    device =
        new DeviceClient(
            hub.register(DEVICE).connectionString(),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(hub.sslContext()).build());
    device.open(false);
    device.subscribeToMethods((name, payload, context) -> answer(name, payload), null);
  }

  /** {@code quote} answers with the received JSON text, as a string. */
  private DirectMethodResponse answer(String method, DirectMethodPayload payload) {
    return switch (method) {
      case "echo" -> new DirectMethodResponse(200, payload.getPayloadAsJsonElement());
      case "quote" -> new DirectMethodResponse(200, payload.getPayloadAsJsonString());
      case "hold" -> {
        held.countDown();
        awaitRelease();
        yield new DirectMethodResponse(200, "released");
      }
      default -> new DirectMethodResponse(404, null);
    };
  }

  private void awaitRelease() {
    try {
      release.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reports a property as the device, and waits until the hub has it. */
  void report(String property, Object value) throws Exception {
    device.subscribeToDesiredProperties((twin, context) -> {}, null);
    TwinCollection report = new TwinCollection();
    report.put(property, value);
    // Not the call that waits for the hub's answer: the SDK may miss a fast one.
    device.updateReportedPropertiesAsync(report, (status, answer, error, context) -> {}, null);
    await().until(() -> String.valueOf(rawTwin(DEVICE)).contains(property + "=" + value));
  }

  /** The SDK uses the trust store of the process. */
  void trust() {
    HttpsURLConnection.setDefaultSSLSocketFactory(hub.sslContext().getSocketFactory());
  }

  void distrust() {
    HttpsURLConnection.setDefaultSSLSocketFactory(trustBefore);
  }

  /** What the REST API answers about a twin, read without the SDK. */
  Map<?, ?> rawTwin(String deviceId) throws Exception {
    ConnectionString connection = ConnectionString.parse(hub.serviceConnectionString());
    URI uri =
        URI.create(
            "https://%s/twins/%s?api-version=2021-04-12"
                .formatted(connection.hostName(), URLEncoder.encode(deviceId, UTF_8)));
    String authorization =
        new SharedAccessAuthorization(connection, InstantSource.system()).header();
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", authorization).build();
    String body =
        HttpClient.newBuilder()
            .sslContext(hub.sslContext())
            .build()
            .send(request, BodyHandlers.ofString())
            .body();
    return JSON.readValue(body, Map.class);
  }

  @Override
  public void close() {
    device.close();
    hub.close();
    distrust();
  }
}
