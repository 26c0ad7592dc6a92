package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.FileUploadCompletionNotification;
import com.microsoft.azure.sdk.iot.device.FileUploadSasUriRequest;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.edge.DirectMethodRequest;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.service.configurations.Configuration;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.registry.RegistryJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Microsoft's Java SDKs can ask for by HTTP, and this hub refuses by its request. */
@ResourceLock(ServiceSdk.TRUST)
@ResourceLock(HubWarnings.LOGGER)
class RefusedSdkOperationsTest {
  private static final String BLOBS = "https://example.test/container";

  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  /** A call of the service SDK. */
  interface ServiceCall {
    void on(ServiceSdk sdk) throws Exception;
  }

  static List<Arguments> ofTheService() {
    return List.of(
        refused("POST /jobs/create", sdk -> sdk.registry().exportDevices(BLOBS, true)),
        refused(
            "POST /jobs/create",
            sdk -> sdk.registry().exportDevices(RegistryJob.createForExportJob(BLOBS, true))),
        refused("POST /jobs/create", sdk -> sdk.registry().importDevices(BLOBS, BLOBS)),
        refused(
            "POST /jobs/create",
            sdk -> sdk.registry().importDevices(RegistryJob.createForImportJob(BLOBS, BLOBS))),
        refused("GET /jobs/j", sdk -> sdk.registry().getJob("j")),
        refused("GET /configurations/c", sdk -> sdk.configurations().get("c")),
        refused("GET /configurations", sdk -> sdk.configurations().get(5)),
        refused(
            "PUT /configurations/c", sdk -> sdk.configurations().create(new Configuration("c"))),
        refused(
            "PUT /configurations/c", sdk -> sdk.configurations().replace(new Configuration("c"))),
        refused("DELETE /configurations/c", sdk -> sdk.configurations().delete("c")),
        refused(
            "DELETE /configurations/c",
            sdk -> {
              Configuration known = new Configuration("c");
              known.setEtag("AAAAAAAAAAE=");
              sdk.configurations().delete(known);
            }),
        refused(
            "POST /devices/d/applyConfigurationContent",
            sdk ->
                sdk.configurations()
                    .applyConfigurationContentOnDevice("d", new ConfigurationContent())));
  }

  private static Arguments refused(String request, ServiceCall call) {
    return Arguments.of(request, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofTheService")
  void theServiceSdkShowsWhichRequestIsNotSupportedAndWhereTheListIs(
      String request, ServiceCall call) {
    try (HubWarnings warnings = new HubWarnings()) {
      SHARED.refuseSomethingElse();
      assertThat(catchThrowable(() -> call.on(SHARED.service())))
          .hasMessageContaining(request)
          .hasMessageContaining("device-sim/README.md");
      assertThat(warnings.lines()).anyMatch(line -> line.contains(request));
    }
  }

  @Test
  void aDeviceThatSendsOverHttpsIsNamedInTheLog() throws Exception {
    // The SDK knows one port for this protocol.
    try (LocalHub hub = Port443.hub(LocalHub.builder());
        HubWarnings warnings = new HubWarnings()) {
      DeviceClient device =
          new DeviceClient(
              hub.register("pump-7").connectionString(),
              IotHubClientProtocol.HTTPS,
              ClientOptions.builder().sslContext(hub.sslContext()).build());
      device.open(true);
      assertThat(catchThrowable(() -> device.sendEvent(new Message("x")))).isNotNull();
      assertThat(catchThrowable(() -> device.sendEvents(List.of(new Message("x"))))).isNotNull();
      device.close();
      assertThat(warnings.lines())
          .anyMatch(line -> line.contains("'POST /devices/pump-7/messages/events"))
          .anyMatch(line -> line.contains("'GET /devices/pump-7/messages/devicebound"));
    }
  }

  @Test
  void aFileUploadIsNamedInTheLog() throws Exception {
    try (HubWarnings warnings = new HubWarnings()) {
      DeviceClient device = device();
      assertThat(
              catchThrowable(
                  () -> device.getFileUploadSasUri(new FileUploadSasUriRequest("log.txt"))))
          .isNotNull();
      assertThat(
              catchThrowable(
                  () ->
                      device.completeFileUpload(
                          new FileUploadCompletionNotification("correlation", true))))
          .isNotNull();
      assertThat(warnings.lines())
          .anyMatch(line -> line.contains("'POST /devices/pump-7/files?"))
          .anyMatch(line -> line.contains("'POST /devices/pump-7/files/notifications"));
    }
  }

  @Test
  void aModuleHasNoRightToCallOthers() throws Exception {
    LocalHub hub = SHARED.hub();
    ModuleClient module =
        new ModuleClient(
            throughGateway(hub, hub.registerModule("pump-7", "camera").connectionString()),
            IotHubClientProtocol.MQTT_WS,
            ClientOptions.builder().sslContext(hub.sslContext()).build());
    DirectMethodRequest request = new DirectMethodRequest("zoom", "{}", 5, 5);
    assertThat(
            catchThrowableOfType(
                    IotHubClientException.class, () -> module.invokeMethod("pump-8", request))
                .getStatusCode())
        .isEqualTo(IotHubStatusCode.UNAUTHORIZED);
    assertThat(
            catchThrowableOfType(
                    IotHubClientException.class,
                    () -> module.invokeMethod("pump-8", "camera", request))
                .getStatusCode())
        .isEqualTo(IotHubStatusCode.UNAUTHORIZED);
  }

  private static DeviceClient device() {
    LocalHub hub = SHARED.hub();
    return new DeviceClient(
        throughGateway(hub, hub.register("pump-7").connectionString()),
        IotHubClientProtocol.MQTT_WS,
        ClientOptions.builder().sslContext(hub.sslContext()).build());
  }

  /** The SDK takes a port from a gateway's name only. */
  private static String throughGateway(LocalHub hub, String connectionString) {
    return connectionString + ";GatewayHostName=" + hub.address() + ":" + hub.restPort();
  }
}
