package org.fleetreboot.devicesim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.fault.FaultScope;
import org.fleetreboot.devicesim.hub.fault.HubFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@LocalHubTest(devices = "pump-7", manualClock = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalHubExtensionTest {
  private static @Nullable LocalHub outer;
  private static @Nullable String firstKey;

  @BeforeAll
  static void takesTheHubAlready(LocalHub hub) {
    outer = hub;
  }

  @Test
  @Order(1)
  void whatOneTestLeavesBehind(LocalHub hub, @Registered("pump-7") DeviceIdentity pump) {
    firstKey = pump.sharedAccessKey();
    hub.register("valve-1");
    hub.fault(HubFault.serverError(), FaultScope.everything());
    assertThat(hub.deviceIds()).containsExactly("pump-7", "valve-1");
  }

  @Test
  @Order(2)
  void theNextOneDoesNotFind(LocalHub hub, @Registered("pump-7") DeviceIdentity pump) {
    assertThat(hub).isSameAs(outer);
    assertThat(hub.deviceIds()).containsExactly("pump-7");
    assertThat(hub.faults()).isEmpty();
    assertThat(pump.sharedAccessKey()).isNotEqualTo(firstKey);
  }

  @Test
  void aPolicyIsChosenByItsName(
      @PolicyConnectionString String service,
      @PolicyConnectionString("registryRead") String registry) {
    assertThat(service).contains(";SharedAccessKeyName=service;");
    assertThat(registry).contains(";SharedAccessKeyName=registryRead;");
  }

  @Test
  void theClockStandsStillUntilItIsMoved(ManualClock clock) {
    Instant before = clock.instant();
    clock.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofHours(1)));
  }

  @Nested
  class InAClassWithin {
    @Test
    void itIsTheSameHub(LocalHub hub) {
      assertThat(hub).isSameAs(outer);
    }
  }

  @Nested
  @LocalHubTest
  class InAnAnnotatedClassWithin {
    @Test
    void thereAreTwoHubsSideBySideWithAnAddressEach(LocalHub hub) {
      LocalHub other = Objects.requireNonNull(outer);
      assertThat(other).isNotSameAs(hub);
      assertThat(hub.address()).isNotEqualTo(other.address());
      hub.register("of-the-inner");
      assertThat(hub.deviceIds()).containsExactly("of-the-inner");
      assertThat(other.deviceIds()).containsExactly("pump-7");
    }
  }
}
