package org.fleetreboot.journal.sqlite.verify;

import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.sql.verify.Check;
import org.fleetreboot.journal.sql.verify.Findings;
import org.fleetreboot.journal.sqlite.readmodel.RebuiltTables;

/** The read models are what the events make of them. */
public final class ReadModelCheck implements Check {
  private final RebuiltTables rebuilt;

  /**
   * Compares those of that journal.
   *
   * @param isFile whether it is in SQLite
   */
  public ReadModelCheck(Connection connection, boolean isFile) throws SQLException {
    rebuilt = new RebuiltTables(connection, isFile);
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
