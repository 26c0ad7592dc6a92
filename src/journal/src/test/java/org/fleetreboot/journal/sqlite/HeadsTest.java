package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.Appends;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsTest {
  @Test
  void aForgottenStreamIsLookedUp(@TempDir Path directory) throws SQLException {
    try (Connection connection =
        Connections.writer(directory.resolve("journal.db"), DiskLimits.DEFAULT)) {
      Tables tables = new Tables(connection);
      Heads heads = Heads.load(tables, 1);
      long pump = store(heads, tables, PUMP, 1);
      long valve = store(heads, tables, VALVE, 2);
      tables.flush();

      heads.trim();

      assertThat(heads.version(PUMP)).isEqualTo(1);
      assertThat(heads.advance(PUMP, 2)).isEqualTo(pump).isNotEqualTo(valve);
      assertThat(heads.version(PUMP)).isEqualTo(2);
    }
  }

  private static long store(Heads heads, Tables tables, StreamId stream, long position)
      throws SQLException {
    long partitionNo = heads.partition(stream.partition()).partitionNo();
    long streamNo = heads.advance(stream, 1);
    tables.addEvent(partitionNo, position, streamNo, 1, Appends.event("one"), 0);
    return streamNo;
  }
}
