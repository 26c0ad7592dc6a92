package org.fleetreboot.reboot.events;

import org.jspecify.annotations.Nullable;

/** A cell of CSV (RFC 4180) that no spreadsheet takes for a formula. */
public final class CsvCell {
  public static final String LINE_END = "\r\n";

  /** Spreadsheets would read such a cell as a formula, and device ids may begin like this. */
  private static final String FORMULA = "=+-@\t\r";

  private CsvCell() {}

  /** The value, in quotes if it needs them; empty for null. */
  public static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
