package org.fleetreboot.journal.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The care of a journal in a database: the same as that of a file. */
class JournalMaintenanceTest {
  private final String url = PostgresServer.shared().newDatabase();
  private final JournalAddress database =
      JournalAddress.of(url, Path::of, new JournalAddress.Login(null, null, Map.of()));
  private final JournalAddress file;

  JournalMaintenanceTest(@TempDir Path directory) {
    file = JournalAddress.of(directory.resolve("journal.db"));
  }

  @BeforeEach
  void copyOfAFile() {
    try (OldRuns runs = new OldRuns(file.file().orElseThrow())) {
      runs.run("winter-1", "2025-01-10T02:00:00Z", "pump-1");
      runs.run("winter-2", "2025-01-11T02:00:00Z", "pump-1", "pump-2");
    }
    Journals.copy(file, database, InstantSource.system(), LongWork.UNWATCHED);
  }

  @Test
  void aWholeJournalIsWholeAndContainsItsEarlierHeads() {
    List<ChainHead> heads = JournalMaintenance.heads(database);

    Verification found = verify(heads);

    assertThat(heads).isEqualTo(JournalMaintenance.heads(file));
    assertThat(found.findings()).isEmpty();
    assertThat(found.events()).isEqualTo(verifyFile().events()).isPositive();
    assertThat(found.heads()).containsExactlyInAnyOrderElementsOf(heads);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE event SET data = '{}' WHERE sequence & 1099511627775 = 2 | does not fit its hash",
        "DELETE FROM event WHERE sequence & 1099511627775 = 2 | is missing",
        "UPDATE partition SET position = position + 1 WHERE name = 'runs' | is missing",
        "DELETE FROM run_device | The read models are not what the events say",
        "UPDATE run SET status = 'cancelled' | The read models are not what the events say",
        "DELETE FROM snapshot WHERE stream_no = (SELECT min(stream_no) FROM snapshot) | The snapshot of",
        "INSERT INTO checkpoint VALUES ('results', 1, 99) | The checkpoint of subscription results"
      })
  void whatWasChangedIsNamed(String change, String finding) {
    execute(change);

    assertThat(verify(List.of()).findings())
        .extracting(Finding::what)
        .anySatisfy(what -> assertThat(what).contains(finding));
  }

  @Test
  void statisticsCountWhatIsThere() {
    JournalStatistics there = JournalMaintenance.statistics(database);
    JournalStatistics expected = JournalMaintenance.statistics(file);

    assertThat(there.events()).isEqualTo(expected.events());
    assertThat(there.openRuns()).isEqualTo(expected.openRuns());
    assertThat(there.oldest()).isEqualTo(expected.oldest());
    assertThat(there.newest()).isEqualTo(expected.newest());
    assertThat(there.partitions()).isEqualTo(expected.partitions());
    assertThat(there.tables()).containsKeys("event", "event (index)", "run_device");
  }

  @Test
  void aRebuildMakesTheReadModelsAnew() {
    execute("DELETE FROM run_device");
    execute("UPDATE run SET status = 'cancelled'");
    execute("INSERT INTO snapshot SELECT stream_no, 1, '' FROM stream ON CONFLICT DO NOTHING");

    JournalMaintenance.rebuildShared(
        database, InstantSource.system(), 2, LongWork.UNWATCHED, journal -> {});

    assertThat(verify(List.of()).findings()).isEmpty();
    try (JournalReader reader = Journals.openReadOnly(database)) {
      assertThat(reader.snapshots().format()).isEqualTo(2);
      assertThat(reader.view().run("winter-2")).isNotNull();
    }
  }

  @Test
  void readModelsThatLagBehindAreMadeAnewWhenTheirPartitionIsTaken() {
    execute("TRUNCATE followed, run_device, run_group, step, run");
    try (JournalReader reader = Journals.openReadOnly(database)) {
      assertThatThrownBy(() -> reader.view().run("winter-2"))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining("are incomplete: run ./fleet-reboot journal rebuild");
    }

    try (SharedJournal journal =
        Journals.openShared(
            database, "node", InstantSource.system(), LongWork.UNWATCHED, JournalObserver.NONE)) {
      journal.take(StreamId.RUNS).join();
      journal.take(StreamId.partitionOf("north")).join();
    }

    assertThat(verify(List.of()).findings()).isEmpty();
  }

  private Verification verify(List<ChainHead> expected) {
    return JournalMaintenance.verify(database, expected, LongWork.UNWATCHED);
  }

  private Verification verifyFile() {
    return JournalMaintenance.verify(file, List.of(), LongWork.UNWATCHED);
  }

  private void execute(String sql) {
    PostgresServer.shared().execute(url.substring(url.lastIndexOf('/') + 1, url.indexOf('?')), sql);
  }
}
