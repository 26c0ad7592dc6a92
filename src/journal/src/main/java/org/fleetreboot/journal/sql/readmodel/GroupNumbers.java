package org.fleetreboot.journal.sql.readmodel;

import java.sql.SQLException;

/** Gives groups the numbers that their rows are stored under. */
public interface GroupNumbers {
  /**
   * A number that no other group has.
   *
   * @param partition of the hub of the group
   * @return below {@code 1 << 39}
   */
  long next(String partition) throws SQLException;
}
