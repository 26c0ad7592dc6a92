package org.fleetreboot.journal.sqlite.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.sqlite.readmodel.RebuiltTables;

/** The read models are what the events make of them. */
final class ReadModelCheck implements Check {
  private final RebuiltTables rebuilt;

  ReadModelCheck(Connection connection) throws SQLException {
    rebuilt = new RebuiltTables(connection);
  }

  @Override
  public void event(RecordedEvent event, Object decoded, long streamNo) throws SQLException {
    rebuilt.apply(event, decoded, streamNo);
  }

  @Override
  public void end(Findings findings) throws SQLException {
    String difference = rebuilt.difference();
    if (difference != null) {
      findings.addDerived("The read models are not what the events say (%s)".formatted(difference));
    }
  }

  @Override
  public void close() throws SQLException {
    rebuilt.close();
  }
}
