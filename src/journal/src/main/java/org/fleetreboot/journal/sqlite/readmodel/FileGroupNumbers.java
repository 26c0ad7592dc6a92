package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.sql.readmodel.GroupNumbers;
import org.fleetreboot.journal.sqlite.statement.Pragma;

/** One series of numbers for the groups of all hubs, because one program writes them all. */
public final class FileGroupNumbers implements GroupNumbers {
  private long last;

  public FileGroupNumbers(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      last = Pragma.number(sql, "SELECT max(group_no) FROM run_group");
    }
  }

  @Override
  public long next(String partition) {
    return ++last;
  }
}
