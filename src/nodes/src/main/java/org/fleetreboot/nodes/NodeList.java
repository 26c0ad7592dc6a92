package org.fleetreboot.nodes;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The nodes, for who is none of them. */
public final class NodeList {
  private NodeList() {}

  /** All nodes, by name; empty if there never was one. */
  public static List<NodeView> of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery("SELECT to_regclass('" + NodeTables.SCHEMA + ".node') IS NULL")) {
      row.next();
      if (row.getBoolean(1)) {
        return List.of();
      }
    }
    return new NodeTable(database).all();
  }
}
