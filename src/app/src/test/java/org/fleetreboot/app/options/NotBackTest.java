package org.fleetreboot.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.options.TestedRun.patiently;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.NeverReturns;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.Test;

/** What a route hears of devices that do not come back. */
class NotBackTest extends OptionTest {
  private static final Duration LATE = Duration.ofMinutes(11);

  private final List<Map<?, ?>> heard = new CopyOnWriteArrayList<>();

  NotBackTest(LocalHub hub) {
    super(hub);
  }

  @Test
  @ProvesOption({"reboot-events:types=not-back", "reboot-events:tell=at-once"})
  void eachDeviceIsToldOfWhenItsTimeIsOver() {
    connect(device("pump-1", new NeverReturns()));
    connect(device("pump-2", new NeverReturns()));
    hear("at-once");

    TestedRun run = routes.group("maxFailed: 100%, maxInFlight: 1", "pump-1\npump-2");
    run.devicesStay("pump-1 awaiting", "pump-2 waiting");
    routes.clock.leap(LATE);

    patiently().until(() -> heard.size() == 1);
    assertThat(String.valueOf(heard.get(0).get("text")))
        .startsWith("pump-1 is not back (run ")
        .contains("- pump-1: not-confirmed, ");
    run.devices("pump-1 not-confirmed", "pump-2 awaiting");
  }

  @Test
  @ProvesOption("reboot-events:tell=window-end")
  void allDevicesOfAGroupAreToldOfTogether() {
    connect(device("pump-1", new NeverReturns()));
    connect(device("pump-2", new NeverReturns()));
    connect(device("pump-3"));
    hear("window-end");

    TestedRun run = routes.group("maxFailed: 100%", "pump-1\npump-2\npump-3");
    run.devicesStay("pump-1 awaiting", "pump-2 awaiting", "pump-3 confirmed");
    assertThat(heard).isEmpty();
    routes.clock.leap(LATE);

    patiently().until(() -> heard.size() == 1);
    assertThat(heard.get(0).get("subject")).asString().startsWith("2 devices are not back");
    assertThat(heard.get(0).get("text")).asString().contains("- pump-1: ", "- pump-2: ");
    assertThat(heard.get(0).get("status")).isEqualTo("open");
  }

  @Test
  void aGroupThatWaitsForItsNextWindowTellsAtOnce() {
    connect(device("pump-1", new NeverReturns()));
    connect(device("pump-2", new NeverReturns()));
    hear("window-end");

    TestedRun run =
        routes.group(
            "maxFailed: 100%, maxInFlight: 1, windowEnd: wait, window: '00:00-23:59 UTC'",
            "pump-1\npump-2");
    run.devicesStay("pump-1 awaiting", "pump-2 waiting");
    routes.clock.leap(LATE);

    patiently().until(() -> heard.size() == 1);
    assertThat(heard.get(0).get("subject")).asString().startsWith("pump-1 is not back");
  }

  private void hear(String tell) {
    routes.bind("hear", exchange -> heard.add(exchange.getMessage().getBody(Map.class)));
    routes.add(
        """
        - route:
            from:
              uri: reboot-events:alerts
              parameters: { types: not-back, tell: %s }
              steps:
                - process: { ref: hear }
        """
            .formatted(tell));
  }
}
