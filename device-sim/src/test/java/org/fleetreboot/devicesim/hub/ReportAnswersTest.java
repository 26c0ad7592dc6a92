package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device is answered whose report is refused: Microsoft's SDKs read it as JSON. */
class ReportAnswersTest {
  private LocalHub hub;
  private DeviceIdentity pump;

  @BeforeEach
  void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    pump = hub.register("pump-7");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Proves(value = "Report properties", errors = "status 400")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "",
        "null",
        "[]",
        "{\"$own\":1}",
        "{\"$version\":7}",
        "{\"$metadata\":{}}",
        "{\"a\":{\"$b\":1}}",
        "{\"a.b\":1}"
      })
  void aRefusedReportIsAnsweredWithAnErrorInJson(String report) throws Exception {
    assertThat(refusal("400", report).path("errorCode").asInt()).isEqualTo(400004);
    assertThat(
            RestProbe.owner(hub).send("GET", "/twins/pump-7", "").json().at("/properties/reported"))
        .hasSize(2);
  }

  @Proves(value = "Report properties", errors = "status 429")
  @Test
  void aReportThatIsThrottledIsAnsweredWithAnErrorInJson() throws Exception {
    hub.fault(HubFault.twinRefused(429), FaultScope.everything().once());
    assertThat(refusal("429", "{\"a\":1}").path("errorCode").asInt()).isEqualTo(429001);
  }

  private JsonNode refusal(String status, String report) throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, pump).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
      device.publish("$iothub/twin/PATCH/properties/reported/?$rid=r1", report);
      PahoDevice.Received answer = device.next();
      assertThat(answer.topic()).isEqualTo("$iothub/twin/res/" + status + "/?$rid=r1");
      JsonNode error = new ObjectMapper().readTree(answer.payload());
      assertThat(error.path("message").asText()).isNotEmpty();
      assertThat(error.path("trackingId").asText()).contains("-TimeStamp:");
      assertThat(error.path("timestampUtc").asText()).contains("T");
      return error;
    }
  }
}
