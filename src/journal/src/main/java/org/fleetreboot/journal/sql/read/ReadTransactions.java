package org.fleetreboot.journal.sql.read;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads a journal file. */
public interface ReadTransactions {
  /** A read of one or more statements. */
  interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Answers from one state of the file, whatever is written meanwhile. */
  <T> T read(Query<T> query);
}
