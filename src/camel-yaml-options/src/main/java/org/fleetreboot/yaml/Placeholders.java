package org.fleetreboot.yaml;

import java.util.function.UnaryOperator;

/** The placeholders of Camel, such as <code>{{name:default}}</code>, in a text. */
final class Placeholders {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private Placeholders() {}

  /** Whether the text has one. */
  static boolean areIn(String text) {
    return start(text, 0) >= 0;
  }

  /**
   * The text with each placeholder replaced. Braces that are not placeholders stay, and so do those
   * in quotes and those after a backslash, which is removed.
   *
   * @param replacement gets the text between the braces, which may contain placeholders
   */
  static String replace(String text, UnaryOperator<String> replacement) {
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    for (int start = start(text, 0); start >= 0; start = start(text, from)) {
      int end = end(text, start);
      replaced.append(unescaped(text.substring(from, start)));
      replaced.append(replacement.apply(text.substring(start + OPEN.length(), end)));
      from = end + CLOSE.length();
    }
    return replaced.append(unescaped(text.substring(from))).toString();
  }

  private static String unescaped(String text) {
    return text.contains("\\{{") ? text.replace("\\{{", OPEN).replace("\\}}", CLOSE) : text;
  }

  private static int start(String text, int from) {
    int start = text.indexOf(OPEN, from);
    while (start >= 0 && (isLiteral(text, start) || end(text, start) < 0)) {
      start = text.indexOf(OPEN, start + 1);
    }
    return start;
  }

  private static boolean isLiteral(String text, int at) {
    if (at == 0) {
      return false;
    }
    char before = text.charAt(at - 1);
    boolean quoted =
        (before == '\'' || before == '"')
            && at + OPEN.length() < text.length()
            && text.charAt(at + OPEN.length()) == before;
    return quoted || before == '\\';
  }

  /** The position of its closing braces; below 0 if it has none. */
  private static int end(String text, int start) {
    int depth = 1;
    for (int at = start + OPEN.length(); at < text.length() - 1; at++) {
      if (text.startsWith(OPEN, at)) {
        depth++;
        at++;
      } else if (text.startsWith(CLOSE, at)) {
        depth--;
        if (depth == 0) {
          return at;
        }
        at++;
      }
    }
    return -1;
  }
}
