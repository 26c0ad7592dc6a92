package org.fleetreboot.devicesim.hub.query;

import org.fleetreboot.devicesim.hub.error.HubRefusal;

/**
 * A string in single or double quotes. It supports the four escapes of
 * iot-hub-devguide-query-language: a backslash before a single quote, a double quote or a
 * backslash, and {@code u} with four hexadecimal digits. A doubled quote is not an escape.
 *
 * @param content the unescaped content
 * @param end the index after the closing quote
 */
record StringLiteral(String content, int end) {
  /**
   * Reads the literal that begins at an index.
   *
   * @param start the index of the opening quote
   */
  static StringLiteral read(String query, int start) {
    char quote = query.charAt(start);
    StringBuilder content = new StringBuilder();
    int at = start + 1;
    while (at < query.length()) {
      char next = query.charAt(at);
      if (next == quote) {
        return new StringLiteral(content.toString(), at + 1);
      }
      if (next == '\\') {
        content.append(escaped(query, at));
        at += escapeLength(query, at);
      } else {
        content.append(next);
        at++;
      }
    }
    throw HubRefusal.invalid(
        "The string at position " + (start + 1) + " has no closing quote " + quote + ".");
  }

  private static char escaped(String query, int at) {
    char kind = at + 1 < query.length() ? query.charAt(at + 1) : ' ';
    if (kind == '\'' || kind == '"' || kind == '\\') {
      return kind;
    }
    if (kind == 'u' && at + 6 <= query.length()) {
      int unit = 0;
      for (char digit : query.substring(at + 2, at + 6).toCharArray()) {
        unit = unit < 0 || !isHex(digit) ? -1 : unit * 16 + Character.digit(digit, 16);
      }
      if (unit >= 0) {
        return (char) unit;
      }
    }
    throw HubRefusal.invalid(
        "The escape at position "
            + (at + 1)
            + " is not \\', \\\", \\\\ or \\u with four hexadecimal digits.");
  }

  private static int escapeLength(String query, int at) {
    return query.charAt(at + 1) == 'u' ? 6 : 2;
  }

  private static boolean isHex(char digit) {
    return digit < 128 && Character.digit(digit, 16) >= 0;
  }
}
