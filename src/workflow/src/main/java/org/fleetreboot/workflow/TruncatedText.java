package org.fleetreboot.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Cuts a text that is too long, and says how long it was. */
public final class TruncatedText {
  private TruncatedText() {}

  /** The text, or as much of it as fits into {@code mostBytes} of UTF-8 with a mark at its end. */
  public static String of(String text, int mostBytes) {
    int bytes = text.getBytes(UTF_8).length;
    if (bytes <= mostBytes) {
      return text;
    }
    String mark = "… (cut: " + bytes + " bytes)";
    int left = mostBytes - mark.getBytes(UTF_8).length;
    int end = 0;
    for (int next = 0; next < text.length(); end = next) {
      next += Character.charCount(text.codePointAt(next));
      left -= text.substring(end, next).getBytes(UTF_8).length;
      if (left < 0) {
        break;
      }
    }
    return text.substring(0, end) + mark;
  }
}
