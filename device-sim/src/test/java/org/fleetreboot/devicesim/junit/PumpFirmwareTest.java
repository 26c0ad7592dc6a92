package org.fleetreboot.devicesim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AzureSasCredential;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.service.auth.IotHubConnectionStringBuilder;
import com.microsoft.azure.sdk.iot.service.auth.IotHubServiceSasToken;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example of the README: Microsoft's SDKs as they are, against a hub of the test's own. */
@LocalHubTest
@ResourceLock("HttpsURLConnection.defaultSSLSocketFactory")
class PumpFirmwareTest {
  @Test
  void aPumpSaysWhichFirmwareItRuns(LocalHub hub, @Registered("pump-7") DeviceIdentity pump)
      throws Exception {
    DeviceClient device =
        new DeviceClient(
            pump.connectionString(),
            IotHubClientProtocol.MQTT,
            ClientOptions.builder().sslContext(hub.sslContext()).build());
    device.open(true);
    device.subscribeToMethods(
        (method, payload, context) -> new DirectMethodResponse(200, Map.of("firmware", "2.1")),
        null);

    var answer = methods(hub).invoke("pump-7", "getFirmware");

    assertThat(answer.getPayloadAsJsonString()).isEqualTo("{\"firmware\":\"2.1\"}");
    device.close();
  }

  /** The SDK takes its trust from the process, and a port beside the connection string. */
  private static DirectMethodsClient methods(LocalHub hub) {
    HttpsURLConnection.setDefaultSSLSocketFactory(hub.sslContext().getSocketFactory());
    String port = ":" + hub.restPort();
    String signature =
        new IotHubServiceSasToken(
                IotHubConnectionStringBuilder.createIotHubConnectionString(
                    hub.serviceConnectionString().replace(port, "")))
            .toString();
    return new DirectMethodsClient(hub.address() + port, new AzureSasCredential(signature));
  }
}
