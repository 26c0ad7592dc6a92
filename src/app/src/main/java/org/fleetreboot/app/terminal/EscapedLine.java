package org.fleetreboot.app.terminal;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A line with our own colours, in which nothing else has an effect; see {@link EscapedText}. */
public final class EscapedLine {
  private EscapedLine() {}

  /** The line with its colours; unchanged if it is already safe. */
  public static AttributedString of(AttributedString line) {
    AttributedStringBuilder shown = new AttributedStringBuilder();
    for (int i = 0; i < line.length(); i++) {
      shown.append(EscapedText.line(String.valueOf(line.charAt(i))), line.styleAt(i));
    }
    return shown.toAttributedString();
  }
}
