package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fleetreboot.devicesim.supported.Proves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub with a data directory, stopped and started again. */
class KeptHubTest {
  private final Path data;

  KeptHubTest(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void namesKeysTwinsAndTheCertificateAuthorityComeBack() throws Exception {
    String connection;
    String ca;
    DeviceIdentity before;
    ObjectNode twinBefore;
    try (LocalHub hub = start("plant-1")) {
      before = hub.register("pump-7", Map.of("ring", "canary"));
      RestProbe owner = RestProbe.owner(hub);
      owner.send("PATCH", "/twins/pump-7", "{\"properties\":{\"desired\":{\"a\":{\"b\":10.0}}}}");
      try (PahoDevice device =
          new PahoDevice(hub, before).connect().subscribe(PahoDevice.TWIN_ANSWERS)) {
        device.report("{\"rebootTime\":\"t1\"}");
      }
      twinBefore = twin(owner);
      connection = hub.ownerConnectionString().replace(hub.address(), "");
      ca = Files.readString(hub.caFile());
    }
    try (LocalHub again = start(null)) {
      assertThat(again.name()).isEqualTo("plant-1");
      assertThat(again.ownerConnectionString().replace(again.address(), "")).isEqualTo(connection);
      assertThat(Files.readString(again.caFile())).isEqualTo(ca);
      assertThat(again.register("pump-7").sharedAccessKey()).isEqualTo(before.sharedAccessKey());
      assertThat(twin(RestProbe.owner(again))).isEqualTo(twinBefore);
    }
  }

  @Test
  void theAddressIsTakenAgainThoughAnEarlierOneHasBecomeFree() throws Exception {
    String address;
    try (LocalHub other = LocalHub.builder().restPort(0).mqttPort(0).start();
        LocalHub hub = at(other.restPort())) {
      address = hub.address();
      assertThat(address).isNotEqualTo(other.address());
    }
    try (LocalHub again = at(0)) {
      assertThat(again.address()).isEqualTo(address);
    }
  }

  private LocalHub at(int restPort) throws IOException {
    return LocalHub.builder().data(data).restPort(restPort).mqttPort(0).start();
  }

  @Proves("Sessions")
  @Test
  void aDeviceThatComesBackIsStillSubscribed() throws Exception {
    DeviceIdentity pump;
    try (LocalHub hub = start(null)) {
      pump = hub.register("pump-7");
      new PahoDevice(hub, pump).connect().subscribe(PahoDevice.METHODS).close();
    }
    try (LocalHub again = start(null);
        PahoDevice device = new PahoDevice(again, pump).connect()) {
      assertThat(device.sessionPresent()).isTrue();
      CompletableFuture<RestProbe.Reply> reply = RestProbe.owner(again).invoke("pump-7", 10, 0);
      device.answer(device.next(), 200, "{}");
      assertThat(reply.join().status()).isEqualTo(200);
    }
  }

  @Test
  void aChangeReachesTheDiskWhileTheHubRuns() throws Exception {
    try (LocalHub hub = start(null)) {
      hub.register("pump-7");
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> assertThat(Files.readString(data.resolve("registry.json"))).contains("pump-7"));
    }
  }

  @Test
  void modulesAndTheirTwinsComeBackWithTheirDevice() throws Exception {
    String module;
    try (LocalHub hub = start(null)) {
      hub.register("pump-7");
      RestProbe owner = RestProbe.owner(hub);
      module = owner.send("PUT", "/devices/pump-7/modules/camera", "{}").text();
      owner.send("PATCH", "/twins/pump-7/modules/camera", "{\"tags\":{\"lens\":\"wide\"}}");
    }
    try (LocalHub again = start(null)) {
      RestProbe owner = RestProbe.owner(again);
      assertThat(owner.send("GET", "/devices/pump-7/modules/camera", "").text()).isEqualTo(module);
      RestProbe.Reply twin = owner.send("GET", "/twins/pump-7/modules/camera", "");
      assertThat(twin.json().at("/tags/lens").asText()).isEqualTo("wide");
    }
  }

  @Test
  void aRemovedDeviceStaysRemoved() throws Exception {
    try (LocalHub hub = start(null)) {
      hub.register("pump-7");
      RestProbe.owner(hub).send("DELETE", "/devices/pump-7", "", "If-Match", "*");
    }
    try (LocalHub again = start(null)) {
      assertThat(RestProbe.owner(again).send("GET", "/twins/pump-7", "").status()).isEqualTo(404);
    }
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws Exception {
    try (LocalHub hub = start(null)) {
      for (String file : new String[] {"registry.json", "ca-key.pem"}) {
        Path secret = hub.caFile().resolveSibling(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aSecondHubIsKeptOutOfTheDirectory() throws Exception {
    try (LocalHub hub = start(null)) {
      assertThat(hub.caFile()).hasParent(data);
      assertThatThrownBy(() -> start(null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another local hub");
    }
  }

  @Test
  void anotherNameThanTheKeptOneIsRefused() throws Exception {
    start("plant-1").close();
    assertThatThrownBy(() -> start("plant-2"))
        .hasMessageContaining("keeps the hub 'plant-1', not 'plant-2'");
  }

  @Test
  void aFileThatIsNoHubIsLeftAloneAndNamed() throws Exception {
    Files.writeString(data.resolve("registry.json"), "{\"format\":99}");
    assertThatThrownBy(() -> start(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("registry.json cannot be read as a kept hub (format is 99, not 1)");
    assertThat(Files.readString(data.resolve("registry.json"))).isEqualTo("{\"format\":99}");
  }

  @Test
  void aSectionThatCannotBeReadIsNamedAndLeftAlone() throws Exception {
    String broken =
        "{\"format\":1,\"name\":\"p\",\"sections\":{\"devices\":[{\"primaryKey\":\"!\"}]}}";
    Files.writeString(data.resolve("registry.json"), broken);
    assertThatThrownBy(() -> start(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("registry.json cannot be read as a kept hub");
    assertThat(Files.readString(data.resolve("registry.json"))).contains("\"primaryKey\":\"!\"");
  }

  @Test
  void aSectionOfANewerHubOutlivesAnOlderOne() throws Exception {
    Files.writeString(
        data.resolve("registry.json"),
        "{\"format\":1,\"name\":\"p\",\"sections\":{\"later\":[{\"id\":\"j1\"}]}}");
    try (LocalHub hub = start(null)) {
      hub.register("pump-7");
    }
    assertThat(Files.readString(data.resolve("registry.json"))).contains("j1").contains("pump-7");
  }

  private LocalHub start(@Nullable String name) throws IOException {
    LocalHubBuilder builder = LocalHub.builder().data(data).plainPort(0);
    return (name == null ? builder : builder.name(name)).start();
  }

  private static ObjectNode twin(RestProbe owner) {
    ObjectNode twin = (ObjectNode) owner.send("GET", "/twins/pump-7", "").json();
    twin.remove("lastActivityTime");
    twin.remove("connectionState");
    return twin;
  }
}
