package org.fleetreboot.journal.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private final Path file;

  SettingsTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @Test
  void theWriterSyncsItsWriteAheadLogAtEachCommit() throws SQLException {
    try (Connection writer = Connections.writer(file, DiskLimits.DEFAULT)) {
      assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(writer, "synchronous")).isEqualTo("2");
      assertThat(pragma(writer, "fullfsync")).isEqualTo("1");
      assertThat(pragma(writer, "busy_timeout")).isEqualTo("5000");
      assertThat(pragma(writer, "cache_size")).isEqualTo("-65536");
      assertThat(pragma(writer, "wal_autocheckpoint")).isEqualTo("4000");
      assertThat(pragma(writer, "application_id")).isEqualTo("" + 0x464C5242);
      assertThat(pragma(writer, "user_version")).isEqualTo("4");
    }
  }

  @Test
  void aReaderCannotWrite() throws SQLException {
    Connections.writer(file, DiskLimits.DEFAULT).close();

    try (Connection reader = Connections.reader(file);
        Statement sql = reader.createStatement()) {
      assertThat(pragma(reader, "query_only")).isEqualTo("1");
      assertThatThrownBy(() -> sql.execute("DELETE FROM event"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void aSettingThatIsNotAppliedIsAnError() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement sql = memory.createStatement()) {
      assertThatThrownBy(() -> Pragma.set(sql, "journal_mode", "wal"))
          .isInstanceOf(JournalRefused.class)
          .hasMessageStartingWith("PRAGMA journal_mode is memory instead of wal");
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("PRAGMA " + name)) {
      return row.getString(1);
    }
  }
}
