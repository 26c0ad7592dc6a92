package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.SQLException;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.care.LongWork;

/** Throws all snapshots away, and makes those of streams with archived events anew. */
public final class RefoldRequest extends AcknowledgedRequest {
  private final Path file;
  private final int format;
  private final ArchivedStates states;
  private final LongWork work;

  public RefoldRequest(Path file, int format, ArchivedStates states, LongWork work) {
    this.file = file;
    this.format = format;
    this.states = states;
    this.work = work;
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    tables.flush();
    tables.refold(file, format, states, work);
    heads.forgetOpen();
  }
}
