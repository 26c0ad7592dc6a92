package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.journal.sql.statement.Dialect;
import org.fleetreboot.journal.view.DeviceFilter;
import org.jspecify.annotations.Nullable;

/** Conditions that must all hold, with their parameters. */
final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  Where and(String condition, Object... values) {
    conditions.add(condition);
    Collections.addAll(parameters, values);
    return this;
  }

  /** Holds for any value if there is none to compare with. */
  Where andIf(String condition, @Nullable Object value) {
    return value == null ? this : and(condition, value);
  }

  /** Holds for any value if the collection is empty. */
  Where andIn(String column, Collection<?> values) {
    return values.isEmpty()
        ? this
        : and(
            column + " IN (" + String.join(",", Collections.nCopies(values.size(), "?")) + ")",
            values.toArray());
  }

  /** What the filter asks of a row of {@code run_device d}, apart from its group and device. */
  Where andDevice(DeviceFilter filter, Dialect dialect) {
    andIn("d.status", filter.statuses().stream().map(StatusNo::of).toList());
    andIf("d.at >= ?", Nanos.ofNullable(filter.from()));
    andIf("d.at < ?", Nanos.ofNullable(filter.until()));
    String reason = filter.reason();
    return andIf(
        dialect.contains("d.detail"), reason == null ? null : reason.toLowerCase(Locale.ROOT));
  }

  /** Whether devices of {@code run_group g} may have the time that the filter asks for. */
  Where andTime(DeviceFilter filter) {
    andIf("g.last_at >= ?", Nanos.ofNullable(filter.from()));
    return andIf("g.first_at < ?", Nanos.ofNullable(filter.until()));
  }

  /** What the filter asks of a row of {@code run_group g}: others hold no device that it shows. */
  Where andGroup(DeviceFilter filter) {
    andIf("g.step = ?", filter.step());
    andIf("g.hub = ?", filter.hub());
    andTime(filter);
    int bits = StatusNo.bits(filter.statuses());
    return bits == 0 ? this : and("g.statuses & ? <> 0", bits);
  }

  String sql() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** Their parameters. */
  Object[] values() {
    return parameters.toArray();
  }

  /** How many parameters they have. */
  int parameters() {
    return parameters.size();
  }

  /** A statement with its parameters. */
  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      // As no text is stored with a NUL, none with it is found.
      statement.setObject(
          i + 1, value instanceof String text ? text.replace('\0', '\uFFFD') : value);
    }
    return statement;
  }
}
