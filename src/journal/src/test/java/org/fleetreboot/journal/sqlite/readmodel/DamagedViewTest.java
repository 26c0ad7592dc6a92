package org.fleetreboot.journal.sqlite.readmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sql.readmodel.StatusNo;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of runs and devices when somebody has changed the file. */
class DamagedViewTest {
  private static final String LAST_OF_PUMP_1 =
      "stream_no = (SELECT stream_no FROM stream WHERE name = 'device/north/pump-1')"
          + " AND version = 2";

  private final Path file;

  DamagedViewTest(@TempDir Path folder) {
    file = folder.resolve("journal.db");
    new OldRuns(file)
        .run("winter-1", "2026-12-24T02:00:00Z", "pump-1", "pump-2")
        .run("winter-2", "2026-12-25T02:00:00Z", "pump-1", "pump-2")
        .close();
  }

  @Test
  void aChangedEventIsNamedByWhoeverIsShownItAsProof() {
    DamagedCopy.sql(
        file,
        "UPDATE event SET data = CAST(replace(CAST(data AS TEXT), 'winter', 'summer') AS BLOB)"
            + " WHERE "
            + LAST_OF_PUMP_1);

    assertDamaged(this::history, "version 2 of device/north/pump-1) does not fit its hash");
  }

  @Test
  void aChangedAnswerIsNamedByWhoeverReadsIt() {
    DamagedCopy.sql(
        file,
        "UPDATE event SET data = CAST(replace(CAST(data AS TEXT), 'winter', 'summer') AS BLOB)"
            + " WHERE "
            + LAST_OF_PUMP_1,
        "UPDATE run_device SET answer_version = 2, version = NULL WHERE " + LAST_OF_PUMP_1);

    assertDamaged(this::devices, "version 2 of device/north/pump-1) does not fit its hash");
  }

  @Test
  void aRemovedEventIsNamedByWhoeverIsShownItAsProof() {
    DamagedCopy.sql(file, "DELETE FROM event WHERE " + LAST_OF_PUMP_1);

    assertDamaged(this::history, "version 2 of device/north/pump-1 is missing");
  }

  @Test
  void anOutcomeThatItsEventDoesNotProveIsNamedWithTheRemedy() {
    DamagedCopy.sql(
        file,
        "UPDATE run_device SET status = "
            + StatusNo.of(DeviceStatus.CONFIRMED)
            + " WHERE "
            + LAST_OF_PUMP_1);

    assertRebuildNeeded(this::history, "pump-1 is confirmed there and skipped by its last event");
    assertRebuildNeeded(this::devices, "pump-1 is confirmed there and skipped by its last event");
  }

  @Test
  void aRowThatCannotBeReadIsNamedWithTheRemedy() {
    DamagedCopy.sql(file, "UPDATE run SET state = '{' WHERE run = 'winter-1'");

    assertRebuildNeeded(() -> ask(view -> view.run("winter-1")), "run winter-1");

    DamagedCopy.sql(
        file, "UPDATE step SET state = 'x'", "INSERT OR REPLACE INTO fleet VALUES ('north', '')");

    assertRebuildNeeded(() -> ask(view -> view.run("winter-2")), "step all of run winter-2");
    assertRebuildNeeded(() -> ask(FleetView::stops), "stop of hub north");

    DamagedCopy.sql(file, "DELETE FROM step", "UPDATE run_group SET state = ''");

    assertRebuildNeeded(
        () -> ask(view -> view.run("winter-2")), "step all of run winter-2 on hub north");
  }

  private void assertRebuildNeeded(ThrowingCallable read, String row) {
    assertThatThrownBy(read)
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "The read models in journal %s are damaged (%s): stop the program, and fill them anew with ./fleet-reboot journal rebuild --journal %s"
                .formatted(file, row, file));
  }

  private void assertDamaged(ThrowingCallable read, String what) {
    assertThatThrownBy(read).isInstanceOf(JournalDamaged.class).hasMessageContaining(what);
  }

  private void history() {
    ask(view -> view.history(DeviceFilter.ALL, PageRequest.first(10)));
  }

  private void devices() {
    ask(view -> view.devices(DeviceFilter.ofRun("winter-2"), PageRequest.first(10)));
  }

  private void ask(Consumer<FleetView> question) {
    try (SqliteReader reader = SqliteReader.open(file)) {
      question.accept(reader.view());
    }
  }
}
