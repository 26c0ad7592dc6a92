package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.care.LongWork;

/** Throws all snapshots away, and makes those of streams with archived events anew. */
public final class RefoldRequest extends AcknowledgedRequest {
  private final int format;
  private final ArchivedStates states;
  private final LongWork work;

  public RefoldRequest(int format, ArchivedStates states, LongWork work) {
    this.format = format;
    this.states = states;
    this.work = work;
  }

  @Override
  protected void writeAll(Heads heads, Tables tables) throws SQLException {
    tables.flush();
    tables.refoldSnapshots(format, states, work);
    heads.forgetOpen();
  }
}
