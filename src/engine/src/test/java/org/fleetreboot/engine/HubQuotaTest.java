package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.engine.hub.HubQuota;
import org.junit.jupiter.api.Test;

class HubQuotaTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void callsUseFourFifthsOfOneS1Unit() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 0.8);

    assertThat(turnsWithin(quota, NOON, Duration.ofSeconds(10))).isBetween(32 * 10, 32 * 11);
  }

  @Test
  void callsNeverExceedTheLimitOfASecondEvenAfterAStall() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 0.8);
    int arrived = turnsWithin(quota, NOON, Duration.ofSeconds(1));

    // The hub allows 40 a second: what is left of its burst is more than nothing.
    assertThat(arrived).isLessThanOrEqualTo(40);
  }

  @Test
  void fromTwoUnitsOnTheLimitOfReportsPacesTheCalls() {
    // 80 calls a second, but 50 twin updates for the whole hub.
    HubQuota quota = new HubQuota(HubTier.S1, 2, 1);

    assertThat(turnsWithin(quota, NOON, Duration.ofSeconds(10))).isBetween(500, 550);
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 0.8);
    drain(quota, NOON);
    quota.throttled(NOON);
    Instant anHourAgo = NOON.minus(Duration.ofHours(1));
    drain(quota, anHourAgo);

    turnsWithin(quota, anHourAgo, Duration.ofSeconds(10));

    Instant later = anHourAgo.plusSeconds(20);
    assertThat(turnsWithin(quota, later, Duration.ofSeconds(1))).isBetween(32, 64);
  }

  @Test
  void aThrottledCallHalvesTheRateAndEachQuietSecondRestoresATenth() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 1);
    drain(quota, NOON);

    quota.throttled(NOON);
    int slow = turnsWithin(quota, NOON, Duration.ofSeconds(1));
    Instant later = NOON.plusSeconds(10);
    drain(quota, later);
    int recovered = turnsWithin(quota, later, Duration.ofSeconds(1));

    assertThat(slow).isBetween(18, 24);
    assertThat(recovered).isBetween(38, 41);
  }

  @Test
  void manyThrottledCallsWithinOneSecondCountAsOne() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 1);
    drain(quota, NOON);

    for (int n = 0; n < 100; n++) {
      quota.throttled(NOON.plusMillis(n));
    }

    assertThat(turnsWithin(quota, NOON.plusMillis(100), Duration.ofSeconds(1))).isBetween(18, 24);
  }

  @Test
  void theNextTurnComesWhenItsTokensAreAvailable() {
    HubQuota quota = new HubQuota(HubTier.S1, 1, 1);
    drain(quota, NOON);
    Instant next = quota.nextTurn(NOON);

    assertThat(quota.takeTurn(next.minusMillis(1))).isFalse();
    assertThat(quota.takeTurn(next)).isTrue();
  }

  private static void drain(HubQuota quota, Instant now) {
    while (quota.takeTurn(now)) {
      // Take the burst.
    }
  }

  private static int turnsWithin(HubQuota quota, Instant from, Duration time) {
    int turns = 0;
    for (long milli = 0; milli <= time.toMillis(); milli += 5) {
      while (quota.takeTurn(from.plusMillis(milli))) {
        turns++;
      }
    }
    return turns;
  }

  @Test
  void theHeadroomIsWhatIsLeftNow() {
    HubQuota quota = new HubQuota(HubTier.S2, 1, 1);
    double whole = quota.headroom(NOON).freeCalls();
    assertThat(quota.takeTurn(NOON)).isTrue();

    assertThat(whole).isEqualTo(1);
    assertThat(quota.headroom(NOON).freeCalls()).isLessThan(1);
    assertThat(quota.headroom(NOON.plusSeconds(60)).freeCalls()).isEqualTo(1);
    assertThat(quota.headroom(NOON).speed()).isEqualTo(1);

    quota.throttled(NOON.plusSeconds(60));
    assertThat(quota.headroom(NOON.plusSeconds(60)).speed()).isEqualTo(0.5);
    assertThat(quota.headroom(NOON.plusSeconds(60)).callsPerSecond())
        .as("at full speed, and no more than the twin reports that the tier allows")
        .isEqualTo(50);
  }
}
