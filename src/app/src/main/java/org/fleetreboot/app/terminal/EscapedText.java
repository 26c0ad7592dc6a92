package org.fleetreboot.app.terminal;

/**
 * Makes text safe for a terminal. External text (a reason, a tag, an id, an answer) may contain
 * sequences that move the cursor, hide lines or reverse text: they are shown and have no effect.
 */
public final class EscapedText {
  /** Characters that change the direction of the rest of the line. */
  private static final String DIRECTIONS =
      "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

  private EscapedText() {}

  /** Text of one line or several: line ends and tabs stay. */
  public static String text(String text) {
    return shown(text, "\n\t" + System.lineSeparator());
  }

  /** Part of a line: characters that would end the line are shown too. */
  public static String line(String text) {
    return shown(text, "");
  }

  private static String shown(String text, String allowed) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isHidden = isObeyed(character) && allowed.indexOf(character) < 0;
      if (isHidden && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (shown != null) {
        shown.append(isHidden ? escaped(character) : String.valueOf(character));
      }
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean isObeyed(char character) {
    return Character.isISOControl(character)
        || character == '\u2028'
        || character == '\u2029'
        || DIRECTIONS.indexOf(character) >= 0;
  }

  /** As JSON escapes, so that JSON stays valid. */
  private static String escaped(char character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) character);
    };
  }
}
