package org.fleetreboot.reboot.targets;

import org.jspecify.annotations.Nullable;

/**
 * How to read a list.
 *
 * @param isCsv whether its name or type says so; then the first line must name the columns
 * @param idColumn the column of the ids in CSV: its name in the first line, or its number from 1 in
 *     a list without a header; then a list that is not JSON is CSV; null for {@code deviceId}
 * @param hubColumn the column of the hubs, written like {@code idColumn}; null for {@code hub}, if
 *     there is one
 * @param hubs on which its devices may be
 */
public record ListFormat(
    boolean isCsv, @Nullable String idColumn, @Nullable String hubColumn, ListHubs hubs) {
  /** Whatever the text begins like. */
  public static ListFormat of(ListHubs hubs) {
    return new ListFormat(false, null, null, hubs);
  }
}
