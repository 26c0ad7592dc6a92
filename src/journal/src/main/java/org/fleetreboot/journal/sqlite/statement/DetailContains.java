package org.fleetreboot.journal.sqlite.statement;

import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.view.DeviceFilter;
import org.sqlite.Function;

/**
 * The search in details as a function of SQL, because {@code LIKE} knows capital letters of ASCII
 * alone, and the same search must find the same in every view.
 */
public final class DetailContains extends Function {
  static final String NAME = "detail_contains";

  private DetailContains() {}

  /** Makes it known to a connection that reads. */
  public static void addTo(Connection connection) throws SQLException {
    Function.create(connection, NAME, new DetailContains(), 2, FLAG_DETERMINISTIC);
  }

  @Override
  protected void xFunc() throws SQLException {
    result(DeviceFilter.contains(value_text(0), value_text(1)) ? 1 : 0);
  }
}
