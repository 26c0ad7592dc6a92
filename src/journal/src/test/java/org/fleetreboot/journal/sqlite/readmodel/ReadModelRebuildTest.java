package org.fleetreboot.journal.sqlite.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.RandomEvents;
import org.fleetreboot.journal.RandomHistory;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.file.JournalCare;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadModelRebuildTest {
  private static final InstantSource CLOCK = InstantSource.fixed(RandomHistory.start());

  private Path file = Path.of("");

  @BeforeEach
  void aJournalWithARun(@TempDir Path directory) {
    file = directory.resolve("journal.db");
    EventCodec codec = new EventCodec();
    RandomEvents events = new RandomEvents(new SplittableRandom(1));
    try (Journal journal = JournalFile.open(file, CLOCK)) {
      journal
          .append(
              StreamId.RUNS,
              List.of(
                  new StreamAppend(
                      StreamId.run("r1"),
                      0,
                      List.of(codec.encode(new UUID(0, 1), events.accepted("r1", "north"))))))
          .join();
      journal
          .append(
              StreamId.partitionOf("north"),
              List.of(
                  new StreamAppend(
                      StreamId.group("north", "r1", "all"),
                      0,
                      List.of(
                          codec.encode(
                              new UUID(0, 2),
                              new GroupEvent.GroupStarted(
                                  "r1", "all", events.at(), "list", GroupOptions.DEFAULT, false)),
                          codec.encode(
                              new UUID(0, 3),
                              new GroupEvent.TargetsAdded(
                                  events.at(), List.of("pump-1", "pump-2")))))))
          .join();
    }
  }

  @Test
  void aReaderOfUnfinishedTablesSaysWhatToDo() throws SQLException {
    sql("DELETE FROM read_model");

    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertThatThrownBy(() -> reader.view().runs())
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("are incomplete: run ./fleet-reboot journal rebuild");
    }
  }

  @Test
  void aReaderOfNewerTablesSaysThatItIsTooOld() throws SQLException {
    sql("UPDATE read_model SET version = version + 1");

    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertThatThrownBy(() -> reader.view().runs())
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("use the newer program that wrote them");
    }
  }

  @Test
  void theStartOfAProgramFillsTablesThatAreNotComplete() throws SQLException {
    sql("DROP TABLE run_device");
    sql("DELETE FROM read_model");

    try (Journal journal = JournalFile.open(file, CLOCK)) {
      assertShown(journal);
    }
  }

  @Test
  void theStartOfAProgramFillsTablesThatLackEvents() throws SQLException {
    sql("DELETE FROM run_device");
    sql("UPDATE followed SET position = 1");

    try (Journal journal = JournalFile.open(file, CLOCK)) {
      assertShown(journal);
    }
  }

  @Test
  void theCommandFillsTablesThatSayOtherwise() throws SQLException {
    sql("UPDATE run_device SET status = 6");
    assertThat(JournalCare.verify(file, List.of(), LongWork.UNWATCHED).findings())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.what()).contains("of step all of run r1 on hub north, device 1"));

    JournalCare.rebuild(file, LongWork.UNWATCHED);

    assertThat(JournalCare.verify(file, List.of(), LongWork.UNWATCHED).isWhole()).isTrue();
    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertShown(reader);
    }
  }

  @Test
  void aPageThatNobodyGaveIsRefused() {
    try (JournalReader reader = JournalFile.openReadOnly(file)) {
      assertThatThrownBy(() -> reader.view().runs(RunFilter.ALL, new PageRequest("x'1", 10)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("No page begins after 'x'1'");
    }
  }

  private static void assertShown(JournalReader journal) {
    assertThat(journal.view().runs()).extracting(RunView::run).containsExactly("r1");
    assertThat(journal.view().devices("r1"))
        .extracting(device -> device.device() + " " + device.status().word())
        .containsExactly("pump-1 waiting", "pump-2 waiting");
  }

  private void sql(String change) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute(change);
    }
  }
}
