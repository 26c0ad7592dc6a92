package org.fleetreboot.journal.sql.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotSchema;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.junit.jupiter.api.Test;

class SnapshotTablesTest {
  @Test
  void aStreamThatIsClosedAndGetsAnEventInOneTransactionIsOpen() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement sql = memory.createStatement()) {
      for (String statement : SnapshotSchema.STATEMENTS) {
        sql.execute(statement);
      }
      SnapshotTables tables = new SnapshotTables(memory, new SqliteDialect());
      tables.open(1);
      tables.flush();

      tables.close(1, 5, new byte[] {42});
      tables.open(1);
      tables.flush();

      assertThat(Pragma.number(sql, "SELECT count(*) FROM open_stream")).isEqualTo(1);
      assertThat(Pragma.number(sql, "SELECT version FROM snapshot")).isEqualTo(5);
    }
  }
}
