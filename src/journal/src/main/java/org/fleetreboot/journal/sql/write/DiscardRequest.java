package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;

/** Throws all snapshots away. */
public final class DiscardRequest extends AcknowledgedRequest {
  private final int format;

  public DiscardRequest(int format) {
    this.format = format;
  }

  @Override
  protected void writeAll(Heads heads, Tables tables) throws SQLException {
    tables.flush();
    tables.discardSnapshots(format);
    heads.forgetOpen();
  }
}
