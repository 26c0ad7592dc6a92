package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused about twins and queries of them, to services and to devices. */
class TwinErrorsTest {
  private static LocalHub hub;
  private static RestProbe owner;

  @BeforeAll
  static void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    owner = RestProbe.owner(hub);
    hub.register("pump-7");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Proves(value = "Update a twin", errors = "400004")
  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "PUT"})
  void aChangeThatATwinMayNotHoldIs400004(String method) {
    RestProbe.Reply reply = owner.send(method, "/twins/pump-7", "{\"tags\":{\"a.b\":1}}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(400004);
  }

  @Proves(
      value = "Update a twin",
      errors = {"404001", "404010"})
  @ParameterizedTest
  @CsvSource({
    "PATCH, /twins/nobody, DeviceNotFound",
    "PUT, /twins/nobody, DeviceNotFound",
    "PATCH, /twins/pump-7/modules/m, ModuleNotFound",
    "PUT, /twins/pump-7/modules/m, ModuleNotFound",
  })
  void aTwinThatIsNotThereIsNotChanged(String method, String path, String error) {
    RestProbe.Reply reply = owner.send(method, path, "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("Message").asText()).startsWith("ErrorCode:" + error + ";");
  }

  @Proves("Update a twin")
  @Test
  void aPostIsAPatchWhenItsOverrideSaysSo() {
    String patch = "{\"tags\":{\"ring\":\"canary\"}}";
    String override = "X-HTTP-Method-Override";
    assertThat(owner.send("POST", "/twins/pump-7", patch, override, "PATCH").status())
        .isEqualTo(200);
    assertThat(owner.send("GET", "/twins/pump-7", "").json().at("/tags/ring").asText())
        .isEqualTo("canary");
  }

  @Proves(
      value = "Report properties",
      errors = {"status 400", "status 412"})
  @Test
  void aReportIsRefusedWithTheStatusInItsTopic() throws Exception {
    try (PahoDevice device =
        new PahoDevice(hub, hub.register("pump-8")).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
      assertThat(device.report("{\"a.b\":1}")).isEqualTo("$iothub/twin/res/400/?$rid=r1");
      device.publish("$iothub/twin/PATCH/properties/reported/?$rid=r2&$version=9", "{\"a\":1}");
      assertThat(device.next().topic()).isEqualTo("$iothub/twin/res/412/?$rid=r2");
    }
  }

  @Proves(value = "Queries", errors = "400004")
  @ParameterizedTest
  @ValueSource(strings = {"{\"query\":\"SELECT * FROM devices ORDER BY deviceId\"}", "{}", "["})
  void aQueryThatIsNoneIs400004(String body) {
    RestProbe.Reply reply = owner.send("POST", "/devices/query", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(400004);
  }
}
