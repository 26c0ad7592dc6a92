package org.fleetreboot.devicesim.junit;

import java.io.IOException;
import java.util.Optional;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.LocalHubBuilder;
import org.fleetreboot.devicesim.hub.clock.ManualClock;

/** The hub of a test class, configured by its annotation. */
final class HubFixture implements AutoCloseable {
  private final LocalHubTest wanted;
  private final Optional<ManualClock> clock;
  private final LocalHub hub;

  private HubFixture(LocalHubTest wanted) throws IOException {
    this.wanted = wanted;
    clock = wanted.manualClock() ? Optional.of(ManualClock.atNow()) : Optional.empty();
    LocalHubBuilder settings =
        LocalHub.builder()
            .tier(wanted.tier(), wanted.units())
            .throttles(wanted.throttles())
            .random(wanted.seed());
    clock.ifPresent(settings::clock);
    if (wanted.plainPort()) {
      settings.plainPort(0);
    }
    hub = settings.start();
  }

  static HubFixture start(LocalHubTest wanted) throws IOException {
    HubFixture fixture = new HubFixture(wanted);
    fixture.registerDevices();
    return fixture;
  }

  LocalHub hub() {
    return hub;
  }

  Optional<ManualClock> clock() {
    return clock;
  }

  /** Prepares the hub for the next test. */
  void reset() {
    if (wanted.reset()) {
      hub.reset();
      registerDevices();
    }
  }

  private void registerDevices() {
    for (String id : wanted.devices()) {
      hub.register(id);
    }
  }

  @Override
  public void close() {
    hub.close();
  }
}
