package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules: identities on a device, each with a twin, methods and a connection of its own. */
class ModulesTest {
  private static final String MODULES = "/devices/pump-7/modules";
  private static final String CAMERA = MODULES + "/camera";
  private static final String CAMERA_TWIN = "/twins/pump-7/modules/camera";

  private LocalHub hub;
  private RestProbe owner;

  @BeforeEach
  void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    owner = RestProbe.owner(hub);
    hub.register("pump-7");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Proves("Modules")
  @ParameterizedTest
  @ValueSource(strings = {"/devices/pump-7/modules/camera", "/devices/pump-7"})
  void aModuleConnectsWithTheKeyOfItsDevice(String resource) throws Exception {
    put(CAMERA, "{}");
    String key = hub.register("pump-7").sharedAccessKey();
    assertThat(connack(resource, key)).isZero();
    assertThat(connack(resource, hub.register("pump-8").sharedAccessKey())).isEqualTo(5);
    assertThat(connack("/devices/pump-7/modules/other", key)).isEqualTo(5);
  }

  private int connack(String resource, String key) throws Exception {
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    try (RawMqtt mqtt = new RawMqtt(hub)) {
      return mqtt.connect(
          4,
          60,
          "pump-7/camera",
          hub.address() + "/pump-7/camera/?api-version=2020-09-30",
          PahoDevice.token(hub.address() + resource, key, far));
    }
  }

  @Proves("Bulk registry operations")
  @Test
  void modulesAreAmongTheChangesOfManyDevices() {
    String entry =
        "[{\"id\":\"pump-7\",\"moduleId\":\"camera\",\"importMode\":\"%s\",\"tags\":{\"n\":1}}]";
    for (String mode : new String[] {"create", "update", "updateTwin"}) {
      assertThat(owner.send("POST", "/devices", entry.formatted(mode)).status()).isEqualTo(200);
    }
    assertThat(owner.send("GET", CAMERA_TWIN, "").json().path("tags").path("n").asInt())
        .isEqualTo(1);
    assertThat(owner.send("GET", "/twins/pump-7", "").json().path("tags")).isEmpty();

    JsonNode taken = owner.send("POST", "/devices", entry.formatted("create")).json();
    assertThat(taken.at("/errors/0/moduleId").asText()).isEqualTo("camera");
    assertThat(taken.at("/errors/0/errorCode").asText()).isEqualTo("ModuleAlreadyExistsOnDevice");

    assertThat(owner.send("POST", "/devices", entry.formatted("delete")).status()).isEqualTo(200);
    assertThat(owner.send("GET", MODULES, "").json()).isEmpty();
    assertThat(owner.send("GET", "/devices/pump-7", "").status()).isEqualTo(200);
  }

  @Proves("Bulk registry operations")
  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void anEntryThatNamesNoModuleIsTheDevices(String module) {
    String entry = "[{\"id\":\"pump-9\",\"moduleId\":" + module + ",\"importMode\":\"create\"}]";
    assertThat(owner.send("POST", "/devices", entry).status()).isEqualTo(200);
    assertThat(owner.send("GET", "/devices/pump-9", "").status()).isEqualTo(200);
  }

  @Proves("Modules")
  @Test
  void aModuleIsCreatedReadUpdatedAndDeleted() {
    RestProbe.Reply created = put(CAMERA, "{}");
    assertThat(created.status()).isEqualTo(200);
    JsonNode module = created.json();
    assertThat(module.path("moduleId").asText()).isEqualTo("camera");
    assertThat(module.path("deviceId").asText()).isEqualTo("pump-7");
    assertThat(module.has("status")).isFalse();
    assertThat(owner.send("GET", CAMERA, "").json()).isEqualTo(module);

    JsonNode updated = owner.send("PUT", CAMERA, "{}", "If-Match", "*").json();
    assertThat(updated.path("generationId")).isEqualTo(module.path("generationId"));
    assertThat(updated.path("etag")).isNotEqualTo(module.path("etag"));
    assertThat(owner.send("GET", MODULES, "").json()).hasSize(1);

    assertThat(owner.send("DELETE", CAMERA, "", "If-Match", etag(updated)).status()).isEqualTo(204);
    assertThat(owner.send("GET", MODULES, "").json()).isEmpty();
  }

  @Proves(value = "Modules", errors = "409301")
  @Test
  void aTakenIdIs409301AsAPlainBody() {
    put(CAMERA, "{}");
    RestProbe.Reply taken = put(CAMERA, "{}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().path("errorCode").asInt()).isEqualTo(409301);
    assertThat(taken.json().path("message").asText())
        .isEqualTo("Device pump-7 already contains Module camera.");
    assertThat(taken.headers().firstValue("iothub-errorcode"))
        .hasValue("ModuleAlreadyExistsOnDevice");
  }

  @Proves(value = "Modules", errors = "413003")
  @Test
  void theFiftyFirstModuleIsOneTooMany() {
    for (int i = 0; i < 50; i++) {
      assertThat(put(MODULES + "/m" + i, "{}").status()).isEqualTo(200);
    }
    RestProbe.Reply over = put(MODULES + "/m50", "{}");
    assertThat(over.status()).isEqualTo(413);
    assertThat(over.json().path("errorCode").asInt()).isEqualTo(413003);
  }

  @Proves(
      value = "Modules",
      errors = {"404001", "404010"})
  @ParameterizedTest
  @CsvSource({
    "GET, /devices/pump-7/modules/m, 404010",
    "DELETE, /devices/pump-7/modules/m, 404010",
    "GET, /devices/nobody/modules/m, 404001",
    "GET, /devices/nobody/modules, 404001",
  })
  void whatIsNotThereIsNamedInSixDigits(String method, String path, int code) {
    RestProbe.Reply reply = owner.send(method, path, "", "If-Match", "*");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().path("errorCode").asInt()).isEqualTo(code);
  }

  @Proves(value = "Read a twin", errors = "404010")
  @Proves(value = "Direct methods", errors = "404010")
  @Test
  void theTwinAndTheMethodsOfAModuleThatIsNotThereAreNotFound() {
    RestProbe.Reply twin = owner.send("GET", "/twins/pump-7/modules/m", "");
    assertThat(twin.status()).isEqualTo(404);
    assertThat(twin.json().path("Message").asText()).isEqualTo("ErrorCode:ModuleNotFound;pump-7/m");
    RestProbe.Reply method =
        owner.send("POST", "/twins/pump-7/modules/m/methods", "{\"methodName\":\"reboot\"}");
    assertThat(method.errorCode()).isEqualTo(404010);
  }

  @Proves(value = "Modules", errors = "400004")
  @ParameterizedTest
  @ValueSource(strings = {"$edgeAgent", "a%20b"})
  void anIdThatAModuleMayNotHaveIs400(String id) {
    RestProbe.Reply reply = put(MODULES + "/" + id, "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("errorCode").asInt()).isEqualTo(400004);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"deviceId\":\"pump-8\"}", "{\"moduleId\":\"m\"}"})
  void theBodyIsAboutTheModuleOfThePath(String body) {
    assertThat(put(CAMERA, body).status()).isEqualTo(400);
  }

  @Proves(value = "Modules", errors = "412001")
  @Test
  void aStaleEtagOrNoneDeletesNothing() {
    String stale = etag(put(CAMERA, "{}").json());
    owner.send("PUT", CAMERA, "{}", "If-Match", "*");
    RestProbe.Reply refused = owner.send("DELETE", CAMERA, "", "If-Match", stale);
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.json().path("errorCode").asInt()).isEqualTo(412001);
    assertThat(owner.send("DELETE", CAMERA, "").status()).isEqualTo(412);
    assertThat(owner.send("GET", CAMERA, "").status()).isEqualTo(200);
  }

  @Proves("Read a twin")
  @Proves("Update a twin")
  @Test
  void itsTwinIsItsOwnAndNamesIt() {
    put(CAMERA, "{}");
    owner.send("PATCH", CAMERA_TWIN, "{\"tags\":{\"lens\":\"wide\"}}");
    JsonNode twin = owner.send("GET", CAMERA_TWIN, "").json();
    assertThat(twin.path("deviceId").asText()).isEqualTo("pump-7");
    assertThat(twin.path("moduleId").asText()).isEqualTo("camera");
    assertThat(twin.at("/tags/lens").asText()).isEqualTo("wide");
    assertThat(owner.send("GET", "/twins/pump-7", "").json().path("tags")).isEmpty();
    JsonNode replaced = owner.send("PUT", CAMERA_TWIN, "{\"tags\":{\"f\":2}}").json();
    assertThat(replaced.path("tags").toString()).isEqualTo("{\"f\":2}");
  }

  @Proves("Direct methods")
  @Proves("Report properties")
  @Proves("Desired properties")
  @Proves("Telemetry")
  @Test
  void aConnectedModuleAnswersReportsAndIsToldItsDesiredProperties() throws Exception {
    String key = primaryKey(put(CAMERA, "{}"));
    try (PahoDevice camera = camera(key).connect()) {
      camera.subscribe(PahoDevice.METHODS).subscribe(PahoDevice.TWIN_ANSWERS);
      camera.subscribe(PahoDevice.DESIRED);
      CompletableFuture<RestProbe.Reply> call =
          owner.sendAsync("POST", CAMERA_TWIN + "/methods", "{\"methodName\":\"zoom\"}");
      camera.answer(camera.next(), 200, "{\"x\":2}");
      assertThat(call.join().text()).isEqualTo("{\"status\":200,\"payload\":{\"x\":2}}");
      assertThat(hub.calls()).containsEntry("pump-7/camera", 1L);

      assertThat(camera.report("{\"zoom\":2}")).startsWith("$iothub/twin/res/204/");
      owner.send("PATCH", CAMERA_TWIN, "{\"properties\":{\"desired\":{\"zoom\":3}}}");
      assertThat(camera.next().payload()).isEqualTo("{\"zoom\":3,\"$version\":2}");
      JsonNode twin = owner.send("GET", CAMERA_TWIN, "").json();
      assertThat(twin.at("/properties/reported/zoom").asInt()).isEqualTo(2);
      assertThat(twin.path("connectionState").asText()).isEqualTo("Connected");

      camera.publish("devices/pump-7/modules/camera/messages/events/", "{}");
      assertThat(hub.counters()).containsEntry(Count.TELEMETRY, 1L);
    }
    assertThat(owner.send("GET", "/devices/pump-7", "").json().path("connectionState").asText())
        .isEqualTo("Disconnected");
  }

  @Test
  void theKeyOfAnotherModuleDoesNotOpenIt() throws Exception {
    put(CAMERA, "{}");
    String other = primaryKey(put(MODULES + "/other", "{}"));
    try (PahoDevice camera = camera(other)) {
      assertThatThrownBy(camera::connect).isInstanceOf(MqttException.class);
    }
  }

  @Test
  void theSecondaryKeyOpensItToo() throws Exception {
    JsonNode created = put(CAMERA, "{}").json();
    String secondary = created.at("/authentication/symmetricKey/secondaryKey").asText();
    try (PahoDevice camera = camera(secondary).connect()) {
      assertThat(camera.connected()).isTrue();
    }
  }

  @Test
  void aModuleOfADisabledDeviceIsCutOffAndKeptOut() throws Exception {
    String key = primaryKey(put(CAMERA, "{}"));
    try (PahoDevice camera = camera(key).connect()) {
      owner.send("PUT", "/devices/pump-7", "{\"status\":\"disabled\"}", "If-Match", "*");
      awaitGone(camera);
      assertThatThrownBy(camera::connect).isInstanceOf(MqttException.class);
    }
  }

  @Proves("Modules")
  @Test
  void modulesGoWithTheirDevice() throws Exception {
    String key = primaryKey(put(CAMERA, "{}"));
    try (PahoDevice camera = camera(key).connect()) {
      owner.send("DELETE", "/devices/pump-7", "", "If-Match", "*");
      awaitGone(camera);
    }
    hub.register("pump-7");
    assertThat(owner.send("GET", MODULES, "").json()).isEmpty();
    assertThat(owner.send("GET", CAMERA_TWIN, "").status()).isEqualTo(404);
  }

  private static void awaitGone(PahoDevice device) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !device.connected());
  }

  private PahoDevice camera(String key) throws MqttException {
    Instant expiry = Instant.parse("2099-01-01T00:00:00Z");
    String resource = hub.address() + CAMERA;
    return new PahoDevice(hub, "pump-7/camera", PahoDevice.token(resource, key, expiry));
  }

  private RestProbe.Reply put(String path, String body) {
    return owner.send("PUT", path, body);
  }

  private static String primaryKey(RestProbe.Reply created) {
    return created.json().at("/authentication/symmetricKey/primaryKey").asText();
  }

  private static String etag(JsonNode identity) {
    return identity.path("etag").asText();
  }
}
