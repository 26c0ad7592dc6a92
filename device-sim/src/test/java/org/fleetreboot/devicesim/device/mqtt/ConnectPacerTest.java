package org.fleetreboot.devicesim.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.fleetreboot.devicesim.hub.throttle.HubCounters;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.fleetreboot.devicesim.hub.throttle.Limit;
import org.fleetreboot.devicesim.hub.throttle.Throttles;
import org.junit.jupiter.api.Test;

class ConnectPacerTest {
  @Test
  void allSlowDownOnceWhenTheHubTurnsManyAway() {
    ConnectPacer pace = new ConnectPacer(0, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(pace.reserve(0)).isZero();
    }
    for (int i = 0; i < 1000; i++) {
      pace.turnedAway(0, 1_000_000 + i);
    }
    assertThat(pace.reserve(2_000_000)).isZero();
    assertThat(pace.reserve(2_000_000)).isEqualTo(Duration.ofMillis(20));
    assertThat(pace.reserve(2_000_000)).isEqualTo(Duration.ofMillis(40));
    // A place of the slower pace is turned away as well.
    pace.turnedAway(2_000_000, 3_000_000);
    assertThat(pace.reserve(2_000_000)).isEqualTo(Duration.ofMillis(60));
    assertThat(pace.reserve(2_000_000)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void whenNobodyWaitsAnyMoreThePaceIsItsOwnAgain() {
    ConnectPacer pace = new ConnectPacer(0, 0);
    pace.turnedAway(0, 0);
    long later = Duration.ofSeconds(5).toNanos();
    assertThat(pace.reserve(later)).isZero();
    assertThat(pace.reserve(later)).isZero();
  }

  private static final long NOW = Long.MAX_VALUE - 5; // the monotonic clock may overflow

  @Test
  void placesAreSpacedEvenly() {
    ConnectPacer pace = new ConnectPacer(100, NOW);

    assertThat(pace.reserve(NOW)).isZero();
    assertThat(pace.reserve(NOW)).isEqualTo(Duration.ofMillis(10));
    assertThat(pace.reserve(NOW)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void aPaceInStepWithTheTierIsNeverThrottled() {
    ManualClock hubTime = ManualClock.atNow();
    Throttles hub = new Throttles(HubTier.S1, 1, hubTime, new HubCounters());
    hub.inForce(true);
    ConnectPacer pace = new ConnectPacer(100, hubTime.nanoTime());
    for (int device = 0; device < 1000; device++) {
      hubTime.advance(pace.reserve(hubTime.nanoTime()));

      assertThat(hub.take(Limit.CONNECTIONS)).isZero();
    }
  }

  @Test
  void idleTimeIsNotSavedUpForABurst() {
    ConnectPacer pace = new ConnectPacer(100, NOW);
    long later = NOW + TimeUnit.SECONDS.toNanos(60);

    assertThat(pace.reserve(later)).isZero();
    assertThat(pace.reserve(later)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void withoutALimitNobodyWaits() {
    ConnectPacer pace = new ConnectPacer(0, NOW);

    assertThat(pace.reserve(NOW)).isZero();
    assertThat(pace.reserve(NOW)).isZero();
  }
}
