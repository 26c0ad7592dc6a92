package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.hub.CircuitBreaker;
import org.fleetreboot.engine.hub.HubBreakers;
import org.fleetreboot.engine.hub.HubQuota;
import org.junit.jupiter.api.Test;

class HubBreakersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final HubTrouble REFUSED = new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused");

  private final HubQuota quota = new HubQuota(HubTier.S1, 1, 1);
  private final HubBreakers breakers = new HubBreakers(quota);
  private final CircuitBreaker gate = breakers.reads;

  @Test
  void aSuspendedHubGetsOneProbeAtATime() {
    gate.failed(NOON, REFUSED);
    assertThat(gate.admits(NOON)).isFalse();

    Instant probe = NOON.plusSeconds(5);
    assertThat(gate.admits(probe)).isTrue();
    gate.sent(probe);

    assertThat(gate.admits(probe)).isFalse();
  }

  @Test
  void aClockThatIsSetBackDelaysNoProbe() {
    gate.failed(NOON, REFUSED);

    assertThat(gate.admits(NOON.minus(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void aReadShowsThatTheHubCanBeReachedForCallsToo() {
    breakers.calls.failed(NOON, REFUSED);
    breakers.readSucceeded(NOON);

    assertThat(breakers.health().isSuspended()).isFalse();
  }

  @Test
  void aReadDoesNotShowThatTheCredentialMayCall() {
    breakers.calls.failed(NOON, new HubTrouble(HubTrouble.Kind.UNAUTHORIZED, "403"));
    breakers.readSucceeded(NOON);

    assertThat(breakers.health().isSuspended()).isTrue();
    assertThat(breakers.admitsTurn(NOON)).isFalse();
    assertThat(breakers.reads.admits(NOON)).isTrue();
  }

  @Test
  void aThrottledCallOnlySlowsDown() {
    while (quota.takeTurn(NOON)) {
      // Take the burst.
    }
    Instant before = quota.nextTurn(NOON);

    breakers.reads.failed(NOON, new HubTrouble(HubTrouble.Kind.THROTTLED, "429"));

    assertThat(breakers.health().isSuspended()).isFalse();
    assertThat(quota.nextTurn(NOON)).isAfter(before);
  }

  @Test
  void aHubGetsThePauseThatItAsksForUpToFiveMinutes() {
    gate.failed(NOON, new HubTrouble(HubTrouble.Kind.THROTTLED, "429001", Duration.ofSeconds(30)));
    assertThat(gate.admits(NOON.plusSeconds(29))).isFalse();
    assertThat(gate.admits(NOON.plusSeconds(30))).isTrue();

    CircuitBreaker other = new CircuitBreaker(quota);
    other.failed(NOON, new HubTrouble(HubTrouble.Kind.SERVER_ERROR, "503001", Duration.ofDays(1)));
    assertThat(other.admits(NOON.plusSeconds(299))).isFalse();
    assertThat(other.admits(NOON.plusSeconds(300))).isTrue();
  }

  @Test
  void aReadThatSucceedsDoesNotShortenThePauseThatTheHubAsksFor() {
    HubTrouble throttled =
        new HubTrouble(HubTrouble.Kind.THROTTLED, "429001", Duration.ofMinutes(1));
    gate.failed(NOON, throttled);
    gate.succeeded(NOON.plusMillis(10));

    assertThat(gate.admits(NOON.plusSeconds(59))).isFalse();
    assertThat(breakers.health()).isEqualTo(new HubHealth(throttled, NOON.plusSeconds(60)));

    Instant over = NOON.plusSeconds(60);
    assertThat(gate.admits(over)).isTrue();
    gate.sent(over);
    assertThat(gate.admits(over)).as("a second one beside the probe").isFalse();
    gate.succeeded(over);
    assertThat(gate.isSuspended()).isFalse();
    assertThat(gate.admits(over)).isTrue();
  }

  @Test
  void aHubThatRefusesEverybodyIsSuspendedAtOnce() {
    gate.failed(NOON, new HubTrouble(HubTrouble.Kind.REFUSED, "403002"));

    assertThat(gate.isSuspended()).isTrue();
  }

  @Test
  void fiveServerErrorsInARowSuspendTheHubAndFourDoNot() {
    HubTrouble error = new HubTrouble(HubTrouble.Kind.SERVER_ERROR, "500");
    for (int n = 1; n <= 4; n++) {
      breakers.calls.failed(NOON, error);
    }
    assertThat(breakers.health().isSuspended()).isFalse();

    breakers.calls.failed(NOON, error);
    assertThat(breakers.health().isSuspended()).isTrue();
  }
}
