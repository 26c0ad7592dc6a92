package org.fleetreboot.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The nodes, for people. Thread-safe. */
final class NodeTable {
  /** A node without a sign of life for that long is not shown any more. */
  private static final String FORGOTTEN = "1 hour";

  private final DataSource source;

  NodeTable(DataSource source) {
    this.source = source;
  }

  /** Shows that the node lives. */
  void seen(String name, String version) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement seen =
            connection.prepareStatement(
                """
                INSERT INTO nodes.node(name, version, started_at, seen_at)
                VALUES (?, ?, clock_timestamp(), clock_timestamp())
                ON CONFLICT (name) DO UPDATE SET seen_at = clock_timestamp()
                """)) {
      seen.setString(1, name);
      seen.setString(2, version);
      seen.executeUpdate();
    }
  }

  /** The node has ended. */
  void gone(String name) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement gone =
            connection.prepareStatement(
                "DELETE FROM nodes.node WHERE name = ?"
                    + " OR seen_at < clock_timestamp() - ?::interval")) {
      gone.setString(1, name);
      gone.setString(2, FORGOTTEN);
      gone.executeUpdate();
    }
  }

  /** All nodes, by name. */
  List<NodeView> all() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT n.name, n.version, n.started_at, n.seen_at, t.execution_time
                FROM nodes.node n
                LEFT JOIN nodes.scheduled_tasks t ON t.picked AND t.picked_by = n.name
                ORDER BY n.name
                """);
        ResultSet row = select.executeQuery()) {
      List<NodeView> nodes = new ArrayList<>();
      while (row.next()) {
        Timestamp working = row.getTimestamp(5);
        nodes.add(
            new NodeView(
                row.getString(1),
                row.getString(2),
                at(row, 3),
                at(row, 4),
                working == null ? null : working.toInstant()));
      }
      return nodes;
    }
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
