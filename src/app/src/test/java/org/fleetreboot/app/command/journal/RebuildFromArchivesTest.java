package org.fleetreboot.app.command.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The snapshots of a journal whose nights lie in two archived months and in the journal, with
 * devices that were rebooted in all three.
 */
class RebuildFromArchivesTest {
  private final Path directory;
  private final Path file;
  private final Path november;
  private final Path december;
  private Map<String, String> before = Map.of();

  RebuildFromArchivesTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("j.db");
    this.november = directory.resolve("archive/2024-11.db.gz");
    this.december = directory.resolve("archive/2024-12.db.gz");
  }

  @BeforeEach
  void archiveTwoMonths() {
    try (PastRuns past = PastRuns.in(file, Instant.parse("2024-11-28T01:00:00Z"))) {
      past.nights("nightly", 6, "pump-1", "pump-2", "off-3");
    }
    start();
    assertThat(program("journal archive --keep 400d").exit()).isZero();
    assertThat(november).exists();
    assertThat(december).exists();
    before = snapshots();
    // Six runs with a group each, and three devices.
    assertThat(before).hasSize(15);
  }

  @Test
  void lostSnapshotsAreMadeAnewFromTheArchivesAndTheJournal() throws SQLException {
    sql("DELETE FROM snapshot");

    assertThat(program("journal rebuild").out())
        .isEqualTo("Rebuilt the read models and the snapshots of %s.%n".formatted(file));

    assertThat(snapshots()).isEqualTo(before);
    assertThat(program("journal verify").exit()).isZero();
  }

  @Test
  void aDamagedSnapshotOfAnArchivedStreamIsMadeAnew() throws SQLException {
    sql("UPDATE snapshot SET state = x'00' WHERE length(state) > 0");

    assertThat(program("journal rebuild").exit()).isZero();

    assertThat(snapshots()).isEqualTo(before);
    assertThat(program("journal verify").exit()).isZero();
  }

  @Test
  void aSnapshotThatSomebodyHasChangedIsMadeAnew() throws SQLException {
    sql("UPDATE snapshot SET version = 1 WHERE version > 1");

    assertThat(program("journal rebuild").exit()).isZero();

    assertThat(snapshots()).isEqualTo(before);
  }

  @Test
  void aMissingArchiveIsNamedAndNothingChanged() throws IOException, SQLException {
    sql("UPDATE snapshot SET state = x'00' WHERE length(state) > 0");
    Map<String, String> damaged = snapshots();
    Files.move(november, directory.resolve("elsewhere.gz"));

    assertThat(program("journal rebuild"))
        .satisfies(
            result -> {
              assertThat(result.exit()).isNotZero();
              assertThat(result.err())
                  .contains(
                      "Archive %s is missing, and snapshots are made from it: put it back from a backup."
                          .formatted(november));
            });

    assertThat(snapshots()).isEqualTo(damaged);
    Files.move(directory.resolve("elsewhere.gz"), november);
    assertThat(program("journal rebuild").exit()).isZero();
    assertThat(snapshots()).isEqualTo(before);
  }

  @Test
  void aDamagedArchiveIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(december);
    bytes[bytes.length / 2] ^= 1;
    Files.write(december, bytes);

    assertThat(program("journal rebuild").err())
        .contains("2024-12.db.gz is not the file that this journal wrote")
        .contains("put that one back from a backup.");
    assertThat(snapshots()).isEqualTo(before);
  }

  @Test
  void aStartOfAProgramWithAnotherFormFoldsTheArchives() throws SQLException {
    sql(
        "UPDATE snapshot SET state = CAST(x'01' || substr(state, 2) AS BLOB) WHERE length(state) > 0");
    sql("UPDATE snapshot_format SET format = 1");

    start();

    assertThat(snapshots()).isEqualTo(before);
    assertThat(program("journal verify").exit()).isZero();
  }

  private void start() {
    try (Journal journal = JournalFile.open(file, InstantSource.system());
        DurableEngine engine =
            DurableEngine.open(journal, EngineSettings.of(PastRuns.HUB), InstantSource.system())) {
      engine.runs().routesStarted();
    }
  }

  private Map<String, String> snapshots() {
    Map<String, String> all = new TreeMap<>();
    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      journal
          .snapshots()
          .readAll(
              one ->
                  all.put(
                      one.stream().name(), one.version() + " " + new String(one.state(), UTF_8)));
    }
    return all;
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }

  private Result program(String command) {
    return CommandLineRun.in(directory).of((command + " --journal j.db").split(" ", -1));
  }
}
