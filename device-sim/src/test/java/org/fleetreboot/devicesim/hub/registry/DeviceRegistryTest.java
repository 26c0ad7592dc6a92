package org.fleetreboot.devicesim.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import org.fleetreboot.devicesim.hub.error.HubError;
import org.fleetreboot.devicesim.hub.error.HubRefusal;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.junit.jupiter.api.Test;

class DeviceRegistryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private final DeviceRegistry registry = new DeviceRegistry(CLOCK, () -> {});

  @Test
  void whoeverStillHoldsARemovedDeviceCannotWriteToIt() {
    RegisteredDevice held = registry.create("pump-7", IdentityRequest.DEFAULT);
    registry.delete("pump-7", IfMatch.NONE);
    assertThat(refusalOf(() -> held.updateTwin(twin -> twin, (before, after) -> {})))
        .isEqualTo(HubError.DEVICE_NOT_FOUND);
    assertThat(refusalOf(() -> held.replaceIdentity(identity -> identity)))
        .isEqualTo(HubError.DEVICE_NOT_FOUND);
    assertThat(refusalOf(() -> held.remove(IfMatch.NONE, () -> {})))
        .isEqualTo(HubError.DEVICE_NOT_FOUND);
  }

  @Test
  void whoeverStillHoldsAModuleOfARemovedDeviceCannotWriteToIt() {
    ModuleRegistry modules = new ModuleRegistry(registry, CLOCK);
    RegisteredDevice device = registry.create("pump-7", IdentityRequest.DEFAULT);
    RegisteredClient held = modules.create("pump-7", "camera", IdentityRequest.DEFAULT);
    assertThat(registry.find(ClientId.module("pump-7", "camera"))).contains(held);
    assertThat(registry.delete("pump-7", IfMatch.NONE).clients())
        .containsExactly(ClientId.device("pump-7"), ClientId.module("pump-7", "camera"));
    assertThat(refusalOf(() -> held.updateTwin(twin -> twin, (before, after) -> {})))
        .isEqualTo(HubError.MODULE_NOT_FOUND);
    assertThat(refusalOf(() -> device.add("late", held))).isEqualTo(HubError.DEVICE_NOT_FOUND);
    assertThat(refusalOf(() -> modules.create("pump-7", "late", IdentityRequest.DEFAULT)))
        .isEqualTo(HubError.DEVICE_NOT_FOUND);
  }

  @Test
  void aRemovalOnAStaleEtagRemovesNothing() {
    RegisteredDevice device = registry.create("pump-7", IdentityRequest.DEFAULT);
    String stale = device.identity().etag();
    registry.update("pump-7", IdentityRequest.DEFAULT, IfMatch.NONE);
    assertThat(refusalOf(() -> registry.delete("pump-7", new IfMatch(stale))))
        .isEqualTo(HubError.PRECONDITION_FAILED);
    assertThat(registry.find("pump-7")).contains(device);
  }

  @Test
  void aModuleThatIsNotThereIsNotItsDevice() {
    registry.create("pump-7", IdentityRequest.DEFAULT);
    assertThat(registry.find(ClientId.device("pump-7"))).isPresent();
    assertThat(registry.find(ClientId.module("pump-7", "m"))).isEmpty();
  }

  private static HubError refusalOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
    return catchThrowableOfType(HubRefusal.class, write).error();
  }
}
