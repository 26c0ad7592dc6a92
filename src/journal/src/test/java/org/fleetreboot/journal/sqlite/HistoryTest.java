package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @Test
  void anyoneCanReadTheHistoryWithSql(@TempDir Path directory) throws SQLException {
    Path file = directory.resolve("journal.db");
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00.123Z"));
    try (Journal journal = SqliteJournal.open(file, noon, DiskLimits.DEFAULT)) {
      append(journal, to(PUMP, 0, 1));
    }

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT * FROM history")) {
      assertThat(
              List.of(
                  row.getString("partition"),
                  row.getLong("position"),
                  row.getString("stream"),
                  row.getLong("version"),
                  row.getString("type"),
                  row.getString("recorded_at"),
                  row.getString("data")))
          .containsExactly(
              "hub/north",
              1L,
              "device/north/pump-7",
              1L,
              "test.happened.v1",
              "2026-03-01T12:00:00.123Z",
              "{\"text\":\"device/north/pump-7@1\"}");
    }
  }
}
