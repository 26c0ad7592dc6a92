package org.fleetreboot.journal.sql.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.Appends;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.write.SqliteTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsTest {
  @Test
  void aForgottenStreamIsLookedUp(@TempDir Path directory) throws SQLException {
    Path file = directory.resolve("journal.db");
    try (Connection connection = Connections.writer(file, DiskLimits.DEFAULT)) {
      SqliteTables tables = new SqliteTables(connection, file);
      Heads heads = Heads.load(tables, 1);
      long pump = store(heads, tables, PUMP);
      long valve = store(heads, tables, VALVE);
      tables.flush();

      heads.trim();

      assertThat(heads.version(PUMP)).isEqualTo(1);
      assertThat(heads.streamNo(PUMP)).isEqualTo(pump).isNotEqualTo(valve);
    }
  }

  private static long store(Heads heads, SqliteTables tables, StreamId stream) throws SQLException {
    PartitionHead head = heads.partition(stream.partition());
    StreamHead end = heads.stream(stream);
    end.version = 1;
    long streamNo = heads.open(stream, end);
    heads.advance(
        stream.partition(), tables.addEvent(head, stream, streamNo, 1, Appends.event("one"), 0));
    return streamNo;
  }
}
