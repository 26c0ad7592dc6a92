package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;

/** Throws all snapshots away. */
public final class DiscardRequest extends AcknowledgedRequest {
  private final int format;

  public DiscardRequest(int format) {
    this.format = format;
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    tables.flush();
    tables.snapshots().discard(format);
    heads.forgetOpen();
  }
}
