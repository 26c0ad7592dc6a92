package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;

/** At what time of day calls come to the hub. */
class GroupWindowTest extends OptionTest {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

  GroupWindowTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption("reboot:window")
  void noDeviceIsCalledBeforeTheWindowOpens() {
    connect(device("pump-1"));

    TestedRun run = routes.group("window: " + window(2, 6), "pump-1");

    run.devicesStay("pump-1 waiting");
    assertThat(calls()).isZero();
    routes.clock.leap(Duration.ofHours(3));
    run.ends("completed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:windowEnd=skip")
  void devicesLeftWhenTheWindowClosesAreSkipped() {
    TestedRun run = overTheEndOfTheWindow("skip");

    run.devices("pump-1 not-confirmed", "pump-2 skipped");
    assertThat(run.detail("pump-2")).contains("has closed");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  @ProvesOption("reboot:windowEnd=wait")
  void devicesLeftWhenTheWindowClosesWaitForTheNext() {
    TestedRun run = overTheEndOfTheWindow("wait");

    run.devicesStay("pump-1 not-confirmed", "pump-2 waiting");
    assertThat(calls()).isEqualTo(1);
    routes.clock.leap(Duration.ofHours(22));
    run.devices("pump-1 not-confirmed", "pump-2 awaiting");
    assertThat(calls()).isEqualTo(2);
  }

  /** The second device waits for the first, and that one never comes back. */
  private TestedRun overTheEndOfTheWindow(String end) {
    connect(devices(List.of("pump-1", "pump-2"), new NeverReturns()));
    TestedRun run =
        routes
            .group(
                "maxFailed: \"100%\", maxInFlight: 1, confirmWithin: 1h, windowEnd: "
                    + end
                    + ", window: "
                    + window(-1, 2),
                "pump-1\npump-2")
            .devices("pump-1 awaiting", "pump-2 waiting");
    routes.clock.leap(Duration.ofMinutes(150));
    return run;
  }

  @Test
  @ProvesOption("reboot:windowZone")
  void eachDeviceIsCalledInItsOwnLocalTime() {
    connect(
        device("pump-1").tagged(Map.of("tz", "UTC")),
        device("pump-2").tagged(Map.of("tz", "Pacific/Port_Moresby")));

    TestedRun run = routes.group("windowZone: tags.tz, window: " + window(-1, 3), "pump-1\npump-2");

    run.devicesStay("pump-1 confirmed", "pump-2 waiting");
    // Ten hours ahead of UTC, all year round: the same hours come there 14 hours from now.
    routes.clock.leap(Duration.ofHours(14));
    run.ends("completed").devices("pump-1 confirmed", "pump-2 confirmed");
  }

  /** Every day, from so many hours after now to so many. */
  private String window(int from, int to) {
    LocalTime now = LocalTime.ofInstant(routes.clock.instant(), ZoneOffset.UTC);
    return "\"%s-%s UTC\""
        .formatted(HOUR.format(now.plusHours(from)), HOUR.format(now.plusHours(to)));
  }
}
