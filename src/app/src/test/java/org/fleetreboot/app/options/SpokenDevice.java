package org.fleetreboot.app.options;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodPayload;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.fleetreboot.devicesim.hub.LocalHub;

/** A device on Microsoft's SDK that reports what the test has it report, when it has it so. */
final class SpokenDevice implements AutoCloseable {
  private final DeviceClient client;
  private final List<String> payloads = new CopyOnWriteArrayList<>();
  private volatile Function<String, String> marker = payload -> "boot-1";
  private volatile boolean echoes;

  private SpokenDevice(DeviceClient client) {
    this.client = client;
  }

  static SpokenDevice open(LocalHub hub, String id) throws IOException {
    SpokenDevice device =
        new SpokenDevice(
            new DeviceClient(
                hub.register(id).connectionString(),
                IotHubClientProtocol.MQTT,
                ClientOptions.builder().sslContext(hub.sslContext()).build()));
    try {
      device.client.open(false);
      device.client.subscribeToMethods((name, payload, context) -> device.answer(payload), null);
      device.client.subscribeToDesiredProperties((twin, context) -> {}, null);
    } catch (IotHubClientException | InterruptedException e) {
      throw new IOException(e);
    }
    return device;
  }

  /** What it reports at each call, from the payload as JSON. */
  SpokenDevice reporting(Function<String, String> markerOfPayload) {
    marker = markerOfPayload;
    return this;
  }

  /** Answers with the payload of the call, and reports another boot at each. */
  SpokenDevice echoing() {
    echoes = true;
    return reporting(payload -> "boot-" + payloads.size());
  }

  private DirectMethodResponse answer(DirectMethodPayload payload) {
    String json = payload == null ? "null" : String.valueOf(payload.getPayloadAsJsonElement());
    payloads.add(json);
    report(marker.apply(json));
    return new DirectMethodResponse(200, echoes ? payload.getPayloadAsJsonElement() : null);
  }

  /** Reports a boot, asked for or not. */
  void report(String bootMarker) {
    TwinCollection report = new TwinCollection();
    report.put("rebootTime", bootMarker);
    client.updateReportedPropertiesAsync(report, (status, answer, error, context) -> {}, null);
  }

  List<String> payloads() {
    return payloads;
  }

  @Override
  public void close() {
    client.close();
  }
}
