package org.fleetreboot.journal.sqlite.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.Appends;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.junit.jupiter.api.Test;

class EventInsertTest {
  @Test
  void eachEventKeepsTheTimeOfItsOwnTransaction() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement sql = memory.createStatement()) {
      for (String statement : EventTables.STATEMENTS) {
        sql.execute(statement);
      }
      EventInsert insert = new EventInsert(memory);
      for (long sequence = 1; sequence <= 100; sequence++) {
        long millis = sequence <= 70 ? 1_000 : 2_000;
        byte[] hash = new byte[HashChain.BYTES];
        insert.add(sequence, 1, sequence, Appends.event("one"), 1, millis, hash);
      }
      insert.flush();

      assertThat(Pragma.number(sql, "SELECT count(*) FROM event WHERE recorded_at = 1000"))
          .isEqualTo(70);
      assertThat(Pragma.number(sql, "SELECT min(sequence) FROM event WHERE recorded_at = 2000"))
          .isEqualTo(71);
      assertThat(Pragma.number(sql, "SELECT max(sequence) FROM event")).isEqualTo(100);
    }
  }
}
