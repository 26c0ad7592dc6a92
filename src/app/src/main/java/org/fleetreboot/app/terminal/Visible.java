package org.fleetreboot.app.terminal;

/**
 * Text as a terminal may get it. What comes from outside (a reason, a tag, an id, an answer) may
 * hold sequences that move the cursor, hide lines or turn text round: they are shown, not obeyed.
 */
public final class Visible {
  /** Turn the direction of what follows, up to the end of the line. */
  private static final String DIRECTIONS =
      "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

  private Visible() {}

  /** Of one line or several: line ends and tabs stay. */
  public static String text(String text) {
    return shown(text, "\n\t" + System.lineSeparator());
  }

  /** Of a part of a line: what would end the line is shown, too. */
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

  /** As JSON writes it, so that JSON stays what it is. */
  private static String escaped(char character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) character);
    };
  }
}
