package org.fleetreboot.devicesim.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.query.QueryPageOptions;
import com.microsoft.azure.sdk.iot.service.query.TwinQueryResponse;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Both of Microsoft's SDKs, unchanged and over TLS. */
@ResourceLock(ServiceSdk.TRUST)
class MicrosoftSdksTest {
  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  @Proves("Direct methods")
  @Proves("Read a twin")
  @Proves("Update a twin")
  @Proves("Report properties")
  @Proves("Desired properties")
  @Test
  void aDeviceAnswersAMethodAndTheServiceSeesItsReport() throws Exception {
    DeviceIdentity pump = SHARED.hub().register("pump-7", Map.of("ring", "canary"));
    DeviceClient device = DeviceSdk.client(SHARED.hub(), pump);
    device.open(true);
    try {
      device.subscribeToMethods(
          (method, payload, context) -> new DirectMethodResponse(200, Map.of("did", method)), null);
      Twin before = SHARED.service().twins().get("pump-7");
      assertThat(before.getConnectionState()).isEqualTo("CONNECTED");
      assertThat(before.getTags()).containsEntry("ring", "canary");

      var answer =
          SHARED
              .service()
              .methods()
              .invoke(
                  "pump-7",
                  "rebootDevice",
                  DirectMethodRequestOptions.builder()
                      .payload("{\"method_number\":\"42\"}")
                      .methodResponseTimeoutSeconds(10)
                      .methodConnectTimeoutSeconds(5)
                      .build());
      assertThat(answer.getStatus()).isEqualTo(200);
      assertThat(answer.getPayloadAsJsonString()).isEqualTo("{\"did\":\"rebootDevice\"}");

      BlockingQueue<TwinCollection> desired = new LinkedBlockingQueue<>();
      device.subscribeToDesiredProperties(
          (twin, context) -> desired.add(twin.getDesiredProperties()), null);
      TwinCollection report = new TwinCollection();
      report.put("rebootTime", "2026-11-23T04:00:00Z");
      TwinAnswer reported = new TwinAnswer();
      device.updateReportedPropertiesAsync(report, reported, null);
      reported.message.get(5, TimeUnit.MINUTES);
      Twin after = SHARED.service().twins().get("pump-7");
      assertThat(after.getReportedProperties()).containsEntry("rebootTime", "2026-11-23T04:00:00Z");
      assertThat(after.getReportedProperties().getVersion()).isEqualTo(2);

      after.getDesiredProperties().put("firmware", "2.1");
      SHARED.service().twins().patch(after);
      TwinCollection pushed = desired.poll(5, TimeUnit.MINUTES);
      assertThat(pushed).containsEntry("firmware", "2.1");
      TwinAnswer read = new TwinAnswer();
      device.getTwinAsync(read, null);
      String json = new String(read.message.get(5, TimeUnit.MINUTES).getBytes(), UTF_8);
      assertThat(
              com.microsoft.azure.sdk.iot.device.twin.Twin.createFromPropertiesJson(json)
                  .getDesiredProperties())
          .containsEntry("firmware", "2.1");
      assertThat(SHARED.hub().calls()).containsEntry("pump-7", 1L);
    } finally {
      device.close();
    }
  }

  @Test
  void aModuleAnswersAMethodReportsAndIsToldItsDesiredProperties() throws Exception {
    SHARED.hub().register("pump-8");
    Module module = SHARED.service().registry().addModule(new Module("pump-8", "camera"));
    ModuleClient camera = DeviceSdk.client(SHARED.hub(), module);
    camera.open(true);
    try {
      camera.subscribeToMethods(
          (method, payload, context) -> new DirectMethodResponse(200, Map.of("did", method)), null);
      assertThat(
              SHARED
                  .service()
                  .methods()
                  .invoke(
                      "pump-8",
                      "camera",
                      "zoom",
                      DirectMethodRequestOptions.builder()
                          .methodResponseTimeoutSeconds(10)
                          .methodConnectTimeoutSeconds(5)
                          .build())
                  .getPayloadAsJsonString())
          .isEqualTo("{\"did\":\"zoom\"}");
      assertThat(SHARED.service().methods().invoke("pump-8", "camera", "zoom").getStatus())
          .isEqualTo(200);

      BlockingQueue<TwinCollection> desired = new LinkedBlockingQueue<>();
      camera.subscribeToDesiredProperties(
          (twin, context) -> desired.add(twin.getDesiredProperties()), null);
      TwinCollection report = new TwinCollection();
      report.put("zoom", 2);
      TwinAnswer reported = new TwinAnswer();
      camera.updateReportedPropertiesAsync(report, reported, null);
      reported.message.get(5, TimeUnit.MINUTES);
      Twin twin = SHARED.service().twins().get("pump-8", "camera");
      assertThat(twin.getModuleId()).isEqualTo("camera");
      assertThat(twin.getReportedProperties()).containsKey("zoom");
      twin.getDesiredProperties().put("zoom", 3);
      SHARED.service().twins().patch(twin);
      assertThat(desired.poll(5, TimeUnit.MINUTES)).containsKey("zoom");
      camera.sendEvent(new Message("{}"));
    } finally {
      camera.close();
    }
  }

  @Proves("Registry")
  @Test
  void devicesAreAddedFoundUpdatedAndRemoved() throws Exception {
    Device wanted = new Device("valve-1");
    Device added = SHARED.service().registry().addDevice(wanted);
    assertThat(added.getPrimaryKey()).isEqualTo(wanted.getPrimaryKey());
    assertThat(SHARED.service().registry().getDevice("valve-1").getGenerationId())
        .isEqualTo(added.getGenerationId());

    assertThat(
            catchThrowableOfType(
                IotHubConflictException.class,
                () -> SHARED.service().registry().addDevice(new Device("valve-1"))))
        .isNotNull();

    SHARED.service().registry().removeDevice("valve-1");
    IotHubNotFoundException gone =
        catchThrowableOfType(
            IotHubNotFoundException.class, () -> SHARED.service().registry().getDevice("valve-1"));
    assertThat(gone.getErrorCodeDescription().name()).isEqualTo("NotFound");
  }

  @Proves("Queries")
  @Test
  void aQueryIsReadPageByPageToItsEnd() throws Exception {
    for (int i = 0; i < 7; i++) {
      SHARED.hub().register("meter-" + i, Map.of("role", "meter"));
    }
    QueryPageOptions three = QueryPageOptions.builder().pageSize(3).build();
    TwinQueryResponse page =
        SHARED
            .service()
            .queries()
            .queryTwins("SELECT * FROM devices WHERE tags.role = 'meter'", three);
    List<String> ids = new ArrayList<>();
    while (page.hasNext()) {
      ids.add(page.next(three).getDeviceId());
    }
    assertThat(ids)
        .containsExactly(
            "meter-0", "meter-1", "meter-2", "meter-3", "meter-4", "meter-5", "meter-6");
  }

  @Test
  void theServicePolicyMayNotTouchTheRegistry() {
    assertThat(
            catchThrowableOfType(
                IotHubUnauthorizedException.class,
                () -> SHARED.service().registryOfServicePolicy().getDevice("pump-7")))
        .isNotNull();
  }
}
