package org.fleetreboot.app.live;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.app.terminal.EscapedLine;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The symbols and colours of a terminal, and its width. */
record LineStyle(TreeSymbols symbols, boolean color, int width) {
  static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  AttributedStyle bold() {
    return color ? PLAIN.bold() : PLAIN;
  }

  AttributedStyle bar() {
    return color ? PLAIN.foreground(AttributedStyle.CYAN) : PLAIN;
  }

  AttributedStyle faint() {
    return color ? PLAIN.faint() : PLAIN;
  }

  AttributedStyle of(StateMark.Tone tone) {
    if (!color) {
      return PLAIN;
    }
    return switch (tone) {
      case GOOD -> PLAIN.foreground(AttributedStyle.GREEN);
      case ACTIVE -> PLAIN.foreground(AttributedStyle.BLUE);
      case IDLE -> PLAIN.faint();
      case HELD -> PLAIN.foreground(AttributedStyle.YELLOW);
      case BAD -> PLAIN.foreground(AttributedStyle.RED);
    };
  }

  /** Symbol and word of a state. */
  AttributedString of(StateMark mark) {
    return new AttributedString(symbols.of(mark) + " " + mark.word(), of(mark.tone()));
  }

  /** Between two remarks. */
  String between() {
    return " " + symbols.dot + " ";
  }

  /** The line without effect on the terminal, not longer than it is wide. */
  AttributedString fit(AttributedString line) {
    AttributedString shown = EscapedLine.of(line);
    if (shown.columnLength() <= width) {
      return shown;
    }
    return new AttributedStringBuilder()
        .append(shown.columnSubSequence(0, Math.max(0, width - 1)))
        .append(symbols.cut)
        .toAttributedString();
  }

  /** A column: the text, cut or filled up to that width. */
  AttributedString column(String text, int columns, AttributedStyle style) {
    AttributedString shown = EscapedLine.of(new AttributedString(text, style));
    int length = shown.columnLength();
    AttributedStringBuilder cell = new AttributedStringBuilder();
    if (length > columns) {
      cell.append(shown.columnSubSequence(0, columns - 1)).append(symbols.cut, style);
    } else {
      cell.append(shown);
    }
    return cell.append(" ".repeat(Math.max(0, columns - cell.columnLength()))).toAttributedString();
  }

  /** How many columns the text takes. */
  static int columns(String text) {
    return EscapedLine.of(new AttributedString(text)).columnLength();
  }

  /**
   * The parts, separated, on as many lines as they need, but no part on two.
   *
   * @param room how long a line may be
   */
  static List<String> packed(List<String> parts, String separator, int room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String part : parts) {
      String longer = line.isEmpty() ? part : line + separator + part;
      if (!line.isEmpty() && columns(longer) > room) {
        lines.add(line);
        longer = part;
      }
      line = longer;
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }
}
