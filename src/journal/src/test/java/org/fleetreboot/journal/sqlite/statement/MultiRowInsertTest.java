package org.fleetreboot.journal.sqlite.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.sql.statement.Column;
import org.junit.jupiter.api.Test;

class MultiRowInsertTest {
  @Test
  void insertsEachRowOnce() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement sql = memory.createStatement()) {
      sql.execute("CREATE TABLE t(a INTEGER PRIMARY KEY)");
      MultiRowInsert insert = MultiRowInsert.refusing(memory, "t", Column.number("a"));
      for (long row = 1; row <= 100; row++) {
        insert.add(row);
      }
      insert.flush();

      assertThat(Pragma.number(sql, "SELECT count(*) FROM t")).isEqualTo(100);
      assertThat(Pragma.number(sql, "SELECT max(a) FROM t")).isEqualTo(100);
    }
  }

  @Test
  void aConflictRollsTheWholeTransactionBack() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement sql = memory.createStatement()) {
      sql.execute("CREATE TABLE t(a INTEGER PRIMARY KEY)");
      MultiRowInsert insert = MultiRowInsert.refusing(memory, "t", Column.number("a"));
      sql.execute("BEGIN");
      sql.execute("INSERT INTO t VALUES (1)");
      insert.add(1L);

      assertThatThrownBy(insert::flush).isInstanceOf(SQLException.class);
      assertThat(Pragma.number(sql, "SELECT count(*) FROM t")).isZero();
    }
  }
}
