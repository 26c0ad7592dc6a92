package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.fleetreboot.journal.view.DeviceFilter;
import org.jspecify.annotations.Nullable;

/**
 * The steps that may hold devices which a filter shows: of the newest run first, in their order.
 */
final class StepRanges implements AutoCloseable {
  private final PreparedStatement query;
  private final ResultSet row;
  private final @Nullable Start start;

  /** Where a page begins: after that entry. */
  record Start(long runNo, long place, long entryNo) {
    /** The start after that entry; null if no step holds it. */
    static @Nullable Start after(long entryNo, Connection connection) throws SQLException {
      Where where = new Where().and("step_no = ?", EntryNo.step(entryNo));
      try (PreparedStatement query =
              where.prepare(connection, "SELECT run_no, place FROM step" + where.sql());
          ResultSet row = query.executeQuery()) {
        return row.next() ? new Start(row.getLong(1), row.getLong(2), entryNo) : null;
      }
    }
  }

  private StepRanges(PreparedStatement query, @Nullable Start start) throws SQLException {
    this.query = query;
    this.start = start;
    this.row = query.executeQuery();
  }

  static StepRanges of(DeviceFilter filter, @Nullable Start start, Connection connection)
      throws SQLException {
    Where where = new Where().andStep(filter);
    where.andIf("s.run_no = (SELECT run_no FROM run WHERE run = ?)", filter.run());
    if (start != null) {
      where.and("(-s.run_no, s.place) >= (?, ?)", -start.runNo(), start.place());
    }
    return new StepRanges(
        where.prepare(
            connection,
            "SELECT s.step_no FROM step s" + where.sql() + " ORDER BY s.run_no DESC, s.place"),
        start);
  }

  /** The entries of one step that the filter shows; {@link #bind} says of which. */
  static Where where(DeviceFilter filter) {
    return new Where().and("d.entry_no BETWEEN ? AND ?", 0, 0).andDevice(filter);
  }

  boolean next() throws SQLException {
    return row.next();
  }

  /** The number of the current step. */
  long stepNo() throws SQLException {
    return row.getLong(1);
  }

  /** Gives a statement with {@link #where} the entries of the current step. */
  void bind(PreparedStatement statement) throws SQLException {
    long stepNo = stepNo();
    boolean isBegun = start != null && EntryNo.step(start.entryNo()) == stepNo;
    statement.setLong(1, start != null && isBegun ? start.entryNo() + 1 : EntryNo.first(stepNo));
    statement.setLong(2, EntryNo.last(stepNo));
  }

  @Override
  public void close() throws SQLException {
    try (query) {
      row.close();
    }
  }
}
