package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HubWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final HubTrouble REFUSED = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused");

  private final HubWatch watch = new HubWatch();

  @Test
  void aSuspendedHubGetsOneProbeAtATime() {
    watch.failed(NOON, REFUSED);
    assertThat(watch.admits(NOON)).isFalse();

    Instant probe = NOON.plusSeconds(5);
    assertThat(watch.admits(probe)).isTrue();
    watch.sent(probe);

    assertThat(watch.admits(probe)).isFalse();
  }

  @Test
  void aClockThatIsSetBackPutsOffNoProbe() {
    watch.failed(NOON, REFUSED);

    assertThat(watch.admits(NOON.minus(Duration.ofHours(1)))).isTrue();
  }
}
