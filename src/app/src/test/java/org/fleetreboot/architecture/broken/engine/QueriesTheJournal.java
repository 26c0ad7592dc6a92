package org.fleetreboot.architecture.broken.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class QueriesTheJournal {
  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:journal.db");
  }
}
