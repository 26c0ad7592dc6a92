package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query of the hub whose rows are devices: one row each, with its id. Everything that plans,
 * starts or reboots the result of a query uses this text, and reads the rows by {@link #device}.
 */
public final class DeviceQuery {
  private static final String BY_CONDITION = "SELECT deviceId FROM devices WHERE ";
  private static final String INSTEAD =
      "write a condition on devices, such as tags.ring = 'canary', or a whole SELECT deviceId FROM"
          + " devices WHERE tags.ring = 'canary'";

  private final String text;
  private final SelectClauses select;

  private DeviceQuery(String text, SelectClauses select) {
    this.text = text;
    this.select = select;
  }

  /**
   * Reads a query written by a person.
   *
   * @param written a condition for WHERE, or a complete SELECT
   * @throws IllegalArgumentException with the reason and the remedy, if its rows could be anything
   *     but devices
   */
  public static DeviceQuery of(String written) {
    String query = written.strip();
    if (query.isEmpty()) {
      throw new IllegalArgumentException("the query is empty: " + INSTEAD + ".");
    }
    List<QueryToken> tokens = QueryToken.of(query);
    QueryToken first = tokens.get(0);
    if (first.is("WHERE")) {
      throw refusal(query, "begins with WHERE, which is added automatically");
    }
    if (first.is("SELECT")) {
      return new DeviceQuery(query, SelectClauses.read(query, tokens));
    }
    SelectClauses.requireCondition(query, tokens);
    String whole = BY_CONDITION + query;
    return new DeviceQuery(whole, SelectClauses.read(whole, QueryToken.of(whole)));
  }

  static IllegalArgumentException refusal(String query, String why) {
    return new IllegalArgumentException("the query '%s' %s: %s.".formatted(query, why, INSTEAD));
  }

  /** The query as it is sent to the hub. */
  public String text() {
    return text;
  }

  /** The same devices, with these columns. */
  public String selecting(String columns) {
    return text.substring(0, select.listStart()) + columns + text.substring(select.listEnd());
  }

  /** The text after WHERE; empty without it. */
  public String condition() {
    return text.substring(select.conditionStart());
  }

  /** Whether it limits the number of devices. */
  public boolean isLimited() {
    return select.limited();
  }

  /**
   * The device of a row.
   *
   * @throws IllegalStateException if the row has no device, or is a module
   */
  public String device(@Nullable Object row) {
    if (!(row instanceof Map<?, ?> columns
        && columns.get("deviceId") instanceof String device
        && !device.isEmpty())) {
      throw new IllegalStateException(
          "the query returned a row without deviceId; select deviceId (" + text + ")");
    }
    Object module = columns.get("moduleId");
    if (module != null && !module.equals("")) {
      throw new IllegalStateException(
          "the query returned the module '%s' of '%s', but a reboot calls devices: %s (%s)"
              .formatted(DeviceId.shown(module.toString()), DeviceId.shown(device), INSTEAD, text));
    }
    return device;
  }

  @Override
  public String toString() {
    return text;
  }
}
