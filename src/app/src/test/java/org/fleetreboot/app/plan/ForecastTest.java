package org.fleetreboot.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.Test;

/** When a step ends, by what is known. */
class ForecastTest {
  /** A Sunday. */
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Duration CONFIRM_WITHIN = Duration.ofMinutes(10);
  private static final Duration LAST = Duration.ofMinutes(1);

  @Test
  void aGroupEndsWithinItsWindow() {
    Forecast forecast = nightly(Duration.ofMinutes(31), WindowRule.End.SKIP);

    assertThat(forecast.ends()).isEqualTo("2026-03-02T01:31:00Z");
    assertThat(forecast.leftOver()).isZero();
  }

  @Test
  void devicesThatDoNotFitAreLeftOver() {
    // Calls for 50 minutes of the 100 that they take.
    Forecast forecast = nightly(Duration.ofMinutes(101), WindowRule.End.SKIP);

    assertThat(forecast.ends()).isEqualTo("2026-03-02T01:51:00Z");
    assertThat(forecast.leftOver()).isEqualTo(20);
  }

  @Test
  void devicesThatDoNotFitMayWaitForTheNextNight() {
    Forecast forecast = nightly(Duration.ofMinutes(101), WindowRule.End.WAIT);

    assertThat(forecast.ends()).isEqualTo("2026-03-03T01:51:00Z");
    assertThat(forecast.leftOver()).isZero();
  }

  @Test
  void aWindowThatNeverOpensHasNoEnd() {
    WindowRule never =
        new WindowRule(MaintenanceWindow.parse("01:00-01:05 UTC"), WindowRule.End.SKIP);

    Forecast forecast = Forecast.of(NOON, 40, Duration.ofMinutes(5), LAST, never, CONFIRM_WITHIN);

    assertThat(forecast).isEqualTo(new Forecast(null, 40));
  }

  @Test
  void bootTimesAndRelatedDevicesMakeItLonger() {
    MinimumDuration floor = new MinimumDuration(HubTier.UNLIMITED, 1, 1);
    Duration boot = Duration.ofSeconds(11);

    assertThat(floor.of(20, 10, GroupOptions.DEFAULT, boot, 0)).isEqualTo(boot.multipliedBy(2));
    assertThat(floor.of(20, 10, GroupOptions.DEFAULT, boot, 5)).isEqualTo(boot.multipliedBy(5));
  }

  @Test
  void theUsualBootTimeCoversNineOfTenDevices() {
    List<Duration> took = IntStream.rangeClosed(1, 10).mapToObj(Duration::ofSeconds).toList();

    assertThat(BootTimes.of(took)).isEqualTo(new BootTimes(10, Duration.ofSeconds(9)));
    assertThat(BootTimes.of(List.of())).isEqualTo(BootTimes.UNKNOWN);
  }

  private static Forecast nightly(Duration takes, WindowRule.End end) {
    WindowRule rule = new WindowRule(MaintenanceWindow.parse("01:00-02:00 UTC"), end);
    return Forecast.of(NOON, 40, takes, LAST, rule, CONFIRM_WITHIN);
  }
}
