package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that is null is not a field that is absent. */
class TwinRemovalsTest {
  private static final String FULL =
      "{\"tags\":{\"a\":1,\"b\":{\"c\":2}},\"properties\":{\"desired\":{\"d\":1,\"e\":{\"f\":2}}}}";

  private LocalHub hub;
  private RestProbe owner;
  private DeviceIdentity pump;

  @BeforeEach
  void start() throws Exception {
    hub = LocalHub.builder().plainPort(0).start();
    owner = RestProbe.owner(hub);
    pump = hub.register("pump-7");
    hub.registerModule("pump-7", "camera");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Proves("Update a twin")
  @ParameterizedTest
  @ValueSource(strings = {"/twins/pump-7", "/twins/pump-7/modules/camera"})
  void aNullOfDesiredRemovesAllOfThemAndNoTag(String twin) {
    owner.send("PATCH", twin, FULL);
    JsonNode after = owner.send("PATCH", twin, "{\"properties\":{\"desired\":null}}").json();
    assertThat(after.path("properties").path("desired").has("d")).isFalse();
    assertThat(after.path("properties").path("desired").has("e")).isFalse();
    assertThat(after.path("tags").path("a").asInt()).isEqualTo(1);
  }

  @Proves("Update a twin")
  @ParameterizedTest
  @ValueSource(strings = {"/twins/pump-7", "/twins/pump-7/modules/camera"})
  void aNullOfTagsRemovesAllOfThemAndNoDesiredProperty(String twin) {
    owner.send("PATCH", twin, FULL);
    JsonNode after = owner.send("PATCH", twin, "{\"tags\":null}").json();
    assertThat(after.path("tags")).isEmpty();
    assertThat(after.path("properties").path("desired").path("d").asInt()).isEqualTo(1);
    assertThat(after.path("properties").path("desired").path("$version").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "{\"properties\":{}}", "{\"tags\":{},\"properties\":{\"reported\":null}}"})
  void whatIsAbsentStaysAsItIs(String patch) {
    owner.send("PATCH", "/twins/pump-7", FULL);
    JsonNode after = owner.send("PATCH", "/twins/pump-7", patch).json();
    assertThat(after.path("tags").path("b").path("c").asInt()).isEqualTo(2);
    assertThat(after.path("properties").path("desired").path("e").path("f").asInt()).isEqualTo(2);
  }

  @Proves("Desired properties")
  @Test
  void theDeviceIsToldOfEachPropertyThatIsRemoved() throws Exception {
    owner.send("PATCH", "/twins/pump-7", FULL);
    try (PahoDevice device = new PahoDevice(hub, pump).connect().subscribe(PahoDevice.DESIRED)) {
      owner.send("PATCH", "/twins/pump-7", "{\"properties\":{\"desired\":null}}");
      assertThat(device.next().payload()).isEqualTo("{\"d\":null,\"e\":null,\"$version\":3}");
    }
  }

  @Proves("Bulk registry operations")
  @Test
  void amongManyDevicesANullRemovesToo() {
    owner.send("PATCH", "/twins/pump-7", FULL);
    owner.send(
        "POST", "/devices", "[{\"id\":\"pump-7\",\"importMode\":\"updateTwin\",\"tags\":null}]");
    JsonNode after = owner.send("GET", "/twins/pump-7", "").json();
    assertThat(after.path("tags")).isEmpty();
    assertThat(after.path("properties").path("desired").has("d")).isTrue();
  }
}
