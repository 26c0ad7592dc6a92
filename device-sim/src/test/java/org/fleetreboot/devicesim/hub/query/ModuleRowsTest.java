package org.fleetreboot.devicesim.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.parity.module.ModuleTwinRows;
import org.fleetreboot.devicesim.hub.registry.DeviceRegistry;
import org.fleetreboot.devicesim.hub.registry.Identity;
import org.fleetreboot.devicesim.hub.registry.RegisteredDevice;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.twin.Twin;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;

/** {@code FROM devices.modules}. */
class ModuleRowsTest {
  private final ManualClock clock = ManualClock.atNow();
  private final DeviceRegistry registry = new DeviceRegistry(clock, () -> {});
  private final QueryLag lag = new QueryLag(Duration.ZERO, clock);
  private final TwinQueries queries = new TwinQueries(List.of(new ModuleTwinRows(registry, lag)));

  ModuleRowsTest() {
    Stream.of("d", "d!", "e").forEach(registry::findOrCreate);
  }

  @Proves("Queries")
  @Test
  void eachModuleIsARowInTheOrderOfDevicesAndModules() {
    addTwoModulesToEachDevice();

    assertThat(pages(queries, "SELECT * FROM devices.modules", 1))
        .containsExactly("d/m", "d/n", "d!/m", "d!/n", "e/m", "e/n");
  }

  @Test
  void aPathMayBeginWithTheModuleIdOrTheCollection() {
    addTwoModulesToEachDevice();

    assertThat(
            pages(
                queries,
                "SELECT deviceId, moduleId FROM devices.modules WHERE moduleId = 'n' AND"
                    + " devices.modules.deviceId IN ['d', 'e']",
                5))
        .containsExactly("d/n", "e/n");
    assertThatThrownBy(
            () -> new QueriedFleet().page("SELECT moduleId FROM devices", 1, Optional.empty()))
        .isInstanceOf(HubRefusal.class);
  }

  @Test
  void devicesWithoutModulesHaveNoRows() {
    assertThat(pages(queries, "SELECT * FROM devices.modules", 5)).isEmpty();
  }

  private void addTwoModulesToEachDevice() {
    for (RegisteredDevice device : registry.all()) {
      Stream.of("m", "n").forEach(id -> addModule(device, id));
    }
  }

  private void addModule(RegisteredDevice device, String id) {
    Identity on = device.identity();
    registry.restore(
        new Identity(
            ClientId.module(device.id(), id),
            on.generationId(),
            on.etag(),
            true,
            null,
            null,
            Credential.SymmetricKeys.random()),
        Twin.initial(Instant.EPOCH));
  }

  private static List<String> pages(TwinQueries queries, String query, int size) {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      QueryPage page = queries.page(query, size, next);
      for (JsonNode row : page.items()) {
        ids.add(row.path("deviceId").asText() + "/" + row.path("moduleId").asText());
      }
      next = page.continuation();
    } while (next.isPresent());
    return ids;
  }
}
