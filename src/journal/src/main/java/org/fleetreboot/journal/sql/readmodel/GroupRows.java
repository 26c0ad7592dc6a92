package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.projection.GroupFold;
import org.jspecify.annotations.Nullable;

/**
 * The rows of groups, each written by the events of its hub alone. Those in use are kept in memory,
 * and what has changed is stored once in a transaction.
 */
final class GroupRows {
  /** Some kilobytes each. */
  private static final int REMEMBERED = 1_024;

  private final RecordCodec codec;
  private final PreparedStatement find;
  private final PreparedStatement save;
  private final PreparedStatement saveRange;
  private final Map<OpenGroup.Key, OpenGroup> groups = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<OpenGroup> used = new LinkedHashSet<>();
  private final GroupNumbers numbers;

  GroupRows(Connection connection, RecordCodec codec, GroupNumbers numbers) throws SQLException {
    this.codec = codec;
    this.numbers = numbers;
    find =
        connection.prepareStatement(
            """
            SELECT group_no, entries, first_at, last_at, statuses, state
            FROM run_group WHERE run = ? AND step = ? AND hub = ?
            """);
    save =
        connection.prepareStatement(
            """
            INSERT INTO run_group(
              group_no, run, step, hub, entries, first_at, last_at, statuses, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(group_no) DO UPDATE SET entries = excluded.entries,
              first_at = excluded.first_at, last_at = excluded.last_at,
              statuses = excluded.statuses, state = excluded.state
            """);
    saveRange =
        connection.prepareStatement(
            "UPDATE run_group SET first_at = ?, last_at = ?, statuses = ? WHERE group_no = ?");
  }

  /** The group, which whoever asks for it is about to change; a new one if it is not known. */
  OpenGroup begun(OpenGroup.Key key) throws SQLException {
    OpenGroup group = known(key);
    if (group == null) {
      group = new OpenGroup(numbers.next(key.partition()), key);
      group.stateChanged = true;
      groups.put(key, group);
      used.add(group);
    }
    return group;
  }

  /** The group, which whoever asks for it is about to change; null if it is not known. */
  @Nullable OpenGroup known(OpenGroup.Key key) throws SQLException {
    OpenGroup group = groups.get(key);
    if (group == null) {
      group = stored(key);
      if (group == null) {
        return null;
      }
      groups.put(key, group);
    }
    used.add(group);
    return group;
  }

  private @Nullable OpenGroup stored(OpenGroup.Key key) throws SQLException {
    find.setString(1, key.run());
    find.setString(2, key.step());
    find.setString(3, key.hub());
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      OpenGroup group = new OpenGroup(row.getLong(1), key);
      group.entries = row.getInt(2);
      group.firstAt = row.getObject(3) == null ? Long.MAX_VALUE : row.getLong(3);
      group.lastAt = row.getObject(4) == null ? Long.MIN_VALUE : row.getLong(4);
      group.statuses = row.getInt(5);
      group.fold = codec.decode(row.getString(6), GroupFold.class);
      return group;
    }
  }

  /** Stores what has changed. */
  void flush() throws SQLException {
    for (OpenGroup group : used) {
      if (group.stateChanged) {
        save(group);
      } else if (group.rangeChanged) {
        saveRange(group);
      }
      group.stateChanged = false;
      group.rangeChanged = false;
    }
    used.clear();
    trim();
  }

  private void save(OpenGroup group) throws SQLException {
    save.setLong(1, group.groupNo);
    save.setString(2, group.key.run());
    save.setString(3, group.key.step());
    save.setString(4, group.key.hub());
    save.setInt(5, group.entries);
    save.setObject(6, group.hasTimes() ? group.firstAt : null, Types.BIGINT);
    save.setObject(7, group.hasTimes() ? group.lastAt : null, Types.BIGINT);
    save.setInt(8, group.statuses);
    save.setString(9, codec.encode(group.fold));
    save.executeUpdate();
  }

  private void saveRange(OpenGroup group) throws SQLException {
    saveRange.setObject(1, group.hasTimes() ? group.firstAt : null, Types.BIGINT);
    saveRange.setObject(2, group.hasTimes() ? group.lastAt : null, Types.BIGINT);
    saveRange.setInt(3, group.statuses);
    saveRange.setLong(4, group.groupNo);
    saveRange.executeUpdate();
  }

  /** Forgets the groups that were not used for longest; their changes are stored. */
  private void trim() {
    Iterator<OpenGroup> longestUnused = groups.values().iterator();
    while (groups.size() > REMEMBERED) {
      longestUnused.next();
      longestUnused.remove();
    }
  }
}
