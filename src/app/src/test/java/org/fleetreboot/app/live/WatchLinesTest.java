package org.fleetreboot.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.live.Picture.NOON;
import static org.fleetreboot.app.live.Picture.tally;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.run.StepStatus;
import org.junit.jupiter.api.Test;

/** What somebody reads in a log who watches a run. */
class WatchLinesTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final WatchLines lines =
      new WatchLines(new PrintStream(told, true, StandardCharsets.UTF_8), NOON, ZoneOffset.UTC);

  @Test
  void aGroupIsToldWithItsPace() {
    show(0, 600, NOON);
    assertThat(told())
        .containsExactly(
            "pumps  600/2,600, 600 confirmed; 5.0/s; ends in about 6 min 40 s (12:06:40)",
            "pumps  group continues, 600 confirmed",
            "night-1  running");
  }

  @Test
  void nothingIsToldWhileNothingChanges() {
    show(0, 600, NOON);
    told.reset();
    for (int second = 1; second < 100; second++) {
      show(0, 600, NOON.plusSeconds(second));
    }
    assertThat(told()).isEmpty();
  }

  @Test
  void aBusyGroupIsToldEveryTenSeconds() {
    show(0, 600, NOON);
    told.reset();
    for (int i = 1; i <= 100; i++) {
      show(0, 600 + 5 * i, NOON.plusMillis(250L * i));
    }
    assertThat(told()).hasSize(2).allMatch(line -> line.startsWith("pumps  "));
  }

  @Test
  void manyDevicesThatFailAreCounted() {
    show(0, 600, NOON);
    told.reset();
    show(300, 900, NOON.plusSeconds(1));
    show(0, 900, NOON.plusSeconds(10));
    assertThat(told())
        .hasSize(12)
        .startsWith("pump-0  rejected (409)")
        .contains("night-1  290 more devices did not succeed");
  }

  private void show(int failed, int settled, Instant at) {
    List<DeviceView> devices =
        IntStream.range(0, failed)
            .mapToObj(
                i ->
                    new DeviceView(
                        "plant-7", "pump-" + i, "pumps", DeviceStatus.REJECTED, at, "409"))
            .toList();
    Snapshot snapshot =
        new Picture()
            .group("pumps", StepStatus.RUNNING, 2_600, tally(settled, Outcome.CONFIRMED))
            .snapshot();
    lines.show(snapshot.withSettled(devices).at(at, HubStates.UNKNOWN));
  }

  /** Without the time of each, which is that of the zone of this machine. */
  private List<String> told() {
    return told.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf("  ") + 2))
        .toList();
  }
}
