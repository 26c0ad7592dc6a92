package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.view.DeviceFilter;
import org.jspecify.annotations.Nullable;

/**
 * The groups that may hold devices which a filter shows: of the newest run first, by their steps'
 * order and their hubs' names.
 */
final class GroupRanges implements AutoCloseable {
  /** Where a group stands among those of its run: a step that its run does not know is last. */
  static final String PLACE = "coalesce(s.place, " + (1 << 20) + "), g.step, g.hub";

  /** The step of a group, which may not be known to the run yet. */
  static final String JOIN_STEP = " LEFT JOIN step s ON s.run_no = r.run_no AND s.name = g.step";

  private static final String GROUPS =
      "SELECT g.group_no, g.hub FROM run r CROSS JOIN run_group g" + JOIN_STEP;

  private final PreparedStatement query;
  private final ResultSet row;
  private final @Nullable Start start;

  /** Where a page begins: after that entry. */
  record Start(long runNo, int place, String step, String hub, long entryNo) {
    /** The start after that entry; null if no group of a known run holds it. */
    static @Nullable Start after(long entryNo, Connection connection) throws SQLException {
      Where where = new Where().and("g.group_no = ?", EntryNo.group(entryNo)).and("r.run = g.run");
      String sql = "SELECT r.run_no, " + PLACE + " FROM run_group g CROSS JOIN run r" + JOIN_STEP;
      try (PreparedStatement query = where.prepare(connection, sql + where.sql());
          ResultSet row = query.executeQuery()) {
        return row.next()
            ? new Start(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), entryNo)
            : null;
      }
    }
  }

  private GroupRanges(PreparedStatement query, @Nullable Start start) throws SQLException {
    this.query = query;
    this.start = start;
    this.row = query.executeQuery();
  }

  /**
   * The groups.
   *
   * <p>In a time, their runs are found first, because a few of a long past have such a group.
   */
  static GroupRanges of(DeviceFilter filter, @Nullable Start start, Connection connection)
      throws SQLException {
    Where where =
        new Where().and("g.run = r.run").andIf("r.run = ?", filter.run()).andGroup(filter);
    if (filter.run() == null && (filter.from() != null || filter.until() != null)) {
      Where inTime = new Where().andTime(filter);
      where.and("r.run IN (SELECT g.run FROM run_group g" + inTime.sql() + ")", inTime.values());
    }
    if (start != null) {
      where.and("r.run_no <= ?", start.runNo());
      where.and(
          "(-r.run_no, " + PLACE + ") >= (?, ?, ?, ?)",
          -start.runNo(),
          start.place(),
          start.step(),
          start.hub());
    }
    String sql = GROUPS + where.sql() + " ORDER BY r.run_no DESC, " + PLACE;
    return new GroupRanges(where.prepare(connection, sql), start);
  }

  /** The entries of one group that the filter shows; {@link #bind} says of which. */
  static Where where(DeviceFilter filter, Dialect dialect) {
    return new Where()
        .and("d.entry_no > ?", 0)
        .and("d.entry_no <= ?", 0)
        .andDevice(filter, dialect);
  }

  boolean next() throws SQLException {
    return row.next();
  }

  /** The number of the current group. */
  long groupNo() throws SQLException {
    return row.getLong(1);
  }

  /** The hub of the current group. */
  String hub() throws SQLException {
    return row.getString(2);
  }

  /** Gives a statement with {@link #where} the entries of the current group. */
  void bind(PreparedStatement statement) throws SQLException {
    long groupNo = groupNo();
    boolean isBegun = start != null && EntryNo.group(start.entryNo()) == groupNo;
    statement.setLong(1, start != null && isBegun ? start.entryNo() : EntryNo.beforeFirst(groupNo));
    statement.setLong(2, EntryNo.last(groupNo));
  }

  @Override
  public void close() throws SQLException {
    try (query) {
      row.close();
    }
  }
}
