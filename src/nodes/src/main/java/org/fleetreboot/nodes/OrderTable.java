package org.fleetreboot.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The orders on their way, in the database that all nodes share. Thread-safe. */
final class OrderTable {
  /** An answer that nobody reads belongs to a node that has died. */
  private static final String FORGOTTEN = "10 minutes";

  private final DataSource source;

  OrderTable(DataSource source) {
    this.source = source;
  }

  /** An order that waits for its answer. */
  record Waiting(long number, String kind, String body) {}

  /**
   * The answer to an order.
   *
   * @param refusal the name of a {@link Refusal}; null if the order was carried out
   */
  record Answer(@Nullable String refusal, String text) {}

  /** Adds an order, and returns its number. */
  long add(String sender, String kind, String body) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO nodes.node_order(sender, kind, body) VALUES (?, ?, ?)"
                    + " RETURNING order_no")) {
      insert.setString(1, sender);
      insert.setString(2, kind);
      insert.setString(3, body);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The orders that wait, the oldest first. */
  List<Waiting> waiting(int max) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT order_no, kind, body FROM nodes.node_order WHERE answer IS NULL"
                    + " ORDER BY order_no LIMIT ?")) {
      select.setInt(1, max);
      List<Waiting> waiting = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          waiting.add(new Waiting(row.getLong(1), row.getString(2), row.getString(3)));
        }
      }
      return waiting;
    }
  }

  void answer(long number, Answer answer) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE nodes.node_order SET refusal = ?, answer = ? WHERE order_no = ?")) {
      update.setString(1, answer.refusal());
      update.setString(2, answer.text());
      update.setLong(3, number);
      update.executeUpdate();
    }
  }

  /** Takes the answer to an order, and removes the order; empty while it has none. */
  Optional<Answer> take(long number) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM nodes.node_order WHERE order_no = ? AND answer IS NOT NULL"
                    + " RETURNING refusal, answer")) {
      delete.setLong(1, number);
      try (ResultSet row = delete.executeQuery()) {
        return row.next()
            ? Optional.of(new Answer(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Removes what nobody waits for any more. */
  void forget() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM nodes.node_order WHERE asked_at < clock_timestamp() - ?::interval")) {
      delete.setString(1, FORGOTTEN);
      delete.executeUpdate();
    }
  }
}
