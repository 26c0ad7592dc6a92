package org.fleetreboot.app.terminal;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A line with colours of ours, in which nothing else is obeyed; see {@link Visible}. */
public final class VisibleLine {
  private VisibleLine() {}

  /** The line in its colours; the same when it is visible already. */
  public static AttributedString of(AttributedString line) {
    AttributedStringBuilder shown = new AttributedStringBuilder();
    for (int i = 0; i < line.length(); i++) {
      shown.append(Visible.line(String.valueOf(line.charAt(i))), line.styleAt(i));
    }
    return shown.toAttributedString();
  }
}
