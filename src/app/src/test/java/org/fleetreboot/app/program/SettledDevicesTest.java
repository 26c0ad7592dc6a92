package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledDevicesTest {
  private static final Instant FIRST = Instant.parse("2026-08-01T10:00:00Z");
  private static final String PARTITION = "hub/" + PastRuns.HUB;

  private final PastRuns past;

  SettledDevicesTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), FIRST);
    past.nights("nightly", 3, "pump-1", "off-2");
  }

  @AfterEach
  void close() {
    past.close();
  }

  @Test
  void eachDeviceIsToldOnceWithItsRun() {
    SettledDevices settled = new SettledDevices(past.journal(), FIRST);

    assertThat(settled.next())
        .hasSize(3)
        .hasEntrySatisfying(
            "nightly-2",
            devices ->
                assertThat(devices)
                    .extracting(DeviceView::device, DeviceView::status, DeviceView::detail)
                    .containsExactly(
                        tuple("pump-1", DeviceStatus.CONFIRMED, null),
                        tuple("off-2", DeviceStatus.OFFLINE, "not connected, twice")));
    assertThat(settled.next()).isEmpty();

    past.nights("later", 1, "pump-1");
    assertThat(settled.next()).containsOnlyKeys("later-1");
  }

  @Test
  void itTellsWhatTheReadModelShows() {
    SettledDevices settled = new SettledDevices(past.journal(), FIRST);

    settled
        .next()
        .forEach(
            (run, devices) ->
                assertThat(devices)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("answer")
                    .containsExactlyElementsOf(past.journal().view().devices(run)));
  }

  @Test
  void whatWasRecordedBeforeIsNotTold() {
    SettledDevices settled =
        new SettledDevices(past.journal(), Instant.parse("2026-08-03T00:00:00Z"));

    assertThat(settled.next()).containsOnlyKeys("nightly-3");
  }

  @Test
  void aTimeHasAPlaceInAPartition() {
    assertThat(at("2026-08-01T00:00:00Z")).isEqualTo(Position.START);
    assertThat(at("2026-08-02T00:00:00Z")).isEqualTo(new Position(7));
    assertThat(at("2026-08-03T00:00:00Z")).isEqualTo(new Position(14));
    assertThat(at("2027-01-01T00:00:00Z")).isEqualTo(past.journal().head(PARTITION));
  }

  private Position at(String time) {
    return PositionAt.before(past.journal(), PARTITION, Instant.parse(time));
  }
}
