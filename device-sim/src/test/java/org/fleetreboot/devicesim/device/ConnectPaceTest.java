package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectPaceTest {

  private static final long NOW = Long.MAX_VALUE - 5; // the monotonic clock may overflow

  @Test
  void placesAreSpacedEvenly() {
    ConnectPace pace = new ConnectPace(100, NOW);

    assertThat(pace.reserve(NOW)).isZero();
    assertThat(pace.reserve(NOW)).isEqualTo(Duration.ofMillis(10));
    assertThat(pace.reserve(NOW)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void idleTimeIsNotSavedUpForABurst() {
    ConnectPace pace = new ConnectPace(100, NOW);
    long later = NOW + TimeUnit.SECONDS.toNanos(60);

    assertThat(pace.reserve(later)).isZero();
    assertThat(pace.reserve(later)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void withoutALimitNobodyWaits() {
    ConnectPace pace = new ConnectPace(0, NOW);

    assertThat(pace.reserve(NOW)).isZero();
    assertThat(pace.reserve(NOW)).isZero();
  }
}
