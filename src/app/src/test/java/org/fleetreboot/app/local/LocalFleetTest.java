package org.fleetreboot.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local hub and its devices, some of which cannot come up. */
class LocalFleetTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void aDeviceThatTheHubRefusesIsNamedAndTheOthersAreUp(@TempDir Path data) throws Exception {
    try (LocalHub before = hub(data).start()) {
      before.register("pump-1");
    }
    disable(data, "pump-1");
    List<DeviceSpec> specs = List.of(DeviceSpec.named("pump-1"), DeviceSpec.named("pump-2"));

    try (LocalFleet fleet = LocalFleet.start(hub(data), specs, true, InstantSource.system())) {
      assertThat(fleet.awaitUp(LONG))
          .singleElement()
          .asString()
          .startsWith("The simulated device 'pump-1' is not connected: ");
    }
  }

  /** As an operator does in the file that the hub keeps. */
  private static void disable(Path data, String device) throws Exception {
    Path registry = data.resolve("registry.json");
    String kept = Files.readString(registry);
    assertThat(kept).contains(device, "\"enabled\":true");
    Files.writeString(registry, kept.replace("\"enabled\":true", "\"enabled\":false"));
  }

  private static LocalHubBuilder hub(Path data) {
    return LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).data(data);
  }
}
