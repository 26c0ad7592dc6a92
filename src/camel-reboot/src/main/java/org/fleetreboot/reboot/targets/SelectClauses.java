package org.fleetreboot.reboot.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The positions of the clauses in a SELECT of devices.
 *
 * @param listStart where the columns begin, after TOP
 * @param conditionStart after WHERE, or the end of the text
 */
record SelectClauses(boolean limited, int listStart, int listEnd, int conditionStart) {
  private static final Set<String> AGGREGATES = Set.of("COUNT", "AVG", "SUM", "MIN", "MAX");
  private static final Set<String> OTHER_CLAUSES =
      Set.of("SELECT", "FROM", "JOIN", "WHERE", "GROUP", "ORDER", "HAVING", "UNION");

  /**
   * Finds the clauses, if the rows can only be devices.
   *
   * @param tokens of the query, SELECT first
   * @throws IllegalArgumentException with the reason
   */
  static SelectClauses read(String query, List<QueryToken> tokens) {
    boolean limited = tokens.size() > 2 && tokens.get(1).is("TOP");
    int first = limited ? 3 : 1;
    int from = first;
    while (from < tokens.size() && !tokens.get(from).is("FROM")) {
      from++;
    }
    if (from + 1 >= tokens.size()) {
      throw DeviceQuery.refusal(query, "has no FROM devices");
    }
    requireDevices(query, tokens.get(from + 1));
    List<QueryToken> rest = tokens.subList(from + 2, tokens.size());
    boolean hasCondition = !rest.isEmpty() && rest.get(0).is("WHERE");
    requireCondition(query, hasCondition ? rest.subList(1, rest.size()) : rest);
    if (!rest.isEmpty() && !hasCondition) {
      throw DeviceQuery.refusal(
          query, "has '%s' instead of WHERE or its end".formatted(rest.get(0).text()));
    }
    requireDeviceId(query, tokens.subList(first, from));
    return new SelectClauses(
        limited,
        tokens.get(first).start(),
        tokens.get(from - 1).end(),
        rest.isEmpty() ? query.length() : afterSpace(query, rest.get(0).end()));
  }

  private static int afterSpace(String query, int at) {
    int start = at;
    while (start < query.length() && Character.isWhitespace(query.charAt(start))) {
      start++;
    }
    return start;
  }

  private static void requireDevices(String query, QueryToken source) {
    String name = source.name().toLowerCase(Locale.ROOT);
    if (!name.equals("devices")) {
      String rows = name.startsWith("devices.") ? name.substring("devices.".length()) : name;
      throw DeviceQuery.refusal(query, "asks for %s, but a reboot calls devices".formatted(rows));
    }
  }

  /** Refuses a condition that contains clauses or aggregates. */
  static void requireCondition(String query, List<QueryToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).text().toUpperCase(Locale.ROOT);
      if (AGGREGATES.contains(word) && i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
        throw DeviceQuery.refusal(
            query, "counts devices with %s instead of naming them".formatted(word));
      }
      if (OTHER_CLAUSES.contains(word)) {
        throw DeviceQuery.refusal(
            query,
            word.equals("GROUP")
                ? "counts devices with GROUP BY instead of naming them"
                : "has %s instead of a condition".formatted(word));
      }
    }
  }

  private static void requireDeviceId(String query, List<QueryToken> list) {
    boolean found = false;
    for (List<QueryToken> column : columns(list)) {
      if (column.size() > 1 && column.get(1).is("(")) {
        throw DeviceQuery.refusal(
            query,
            "counts devices with %s instead of naming them"
                .formatted(column.get(0).text().toUpperCase(Locale.ROOT)));
      }
      String last = column.isEmpty() ? "" : column.get(column.size() - 1).name();
      boolean isId = !column.isEmpty() && isDeviceId(column.get(0));
      if (column.size() > 1 && (isId || last.equalsIgnoreCase("deviceId"))) {
        throw DeviceQuery.refusal(query, "renames deviceId, or names another column deviceId");
      }
      found |= column.size() == 1 && (isId || column.get(0).is("*"));
    }
    if (!found) {
      throw DeviceQuery.refusal(query, "does not select deviceId");
    }
  }

  private static boolean isDeviceId(QueryToken column) {
    String name = column.name();
    return name.equalsIgnoreCase("deviceId") || name.equalsIgnoreCase("devices.deviceId");
  }

  private static List<List<QueryToken>> columns(List<QueryToken> list) {
    List<List<QueryToken>> columns = new ArrayList<>();
    columns.add(new ArrayList<>());
    for (QueryToken token : list) {
      if (token.is(",")) {
        columns.add(new ArrayList<>());
      } else {
        columns.get(columns.size() - 1).add(token);
      }
    }
    return columns;
  }
}
