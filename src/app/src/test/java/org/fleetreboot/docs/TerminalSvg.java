package org.fleetreboot.docs;

import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Lines of a terminal as a picture, which is dark or light as its reader's page is. */
public final class TerminalSvg {
  private static final int COLUMN = 8;
  private static final int LINE = 18;
  private static final int MARGIN = 16;
  private static final int TITLE = 34;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
      <style>
      text { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #1f2328 }
      .paper { fill: #f6f8fa; stroke: #d1d9e0 }
      .dot { fill: #c4ccd4 }
      .green { fill: #1a7f37 } .blue { fill: #0969da } .yellow { fill: #9a6700 } .red { fill: #cf222e } .cyan { fill: #1b7c83 }
      .faint { fill: #656d76 } .bold { font-weight: 600 }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .paper { fill: #0d1117; stroke: #30363d }
      .dot { fill: #484f58 }
      .green { fill: #3fb950 } .blue { fill: #58a6ff } .yellow { fill: #d29922 } .red { fill: #ff7b72 } .cyan { fill: #56d4dd }
      .faint { fill: #8b949e }
      }
      </style>
      <rect class="paper" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="8"/>
      <circle class="dot" cx="18" cy="17" r="5"/><circle class="dot" cx="34" cy="17" r="5"/><circle class="dot" cx="50" cy="17" r="5"/>
      """;

  private TerminalSvg() {}

  /** The command that was typed, and what it showed. */
  public static String of(String command, List<AttributedString> shown) {
    String typed = "$ " + command;
    int columns =
        Math.max(
            typed.length(),
            shown.stream().mapToInt(AttributedString::columnLength).max().orElse(0));
    int width = columns * COLUMN + 2 * MARGIN;
    int height = TITLE + (shown.size() + 1) * LINE + MARGIN;
    StringBuilder svg =
        new StringBuilder(HEAD.formatted(width, height, escaped(typed), width - 1, height - 1));
    int y = TITLE + LINE - 5;
    text(svg, "faint", MARGIN, y, columns(typed), typed);
    for (AttributedString line : shown) {
      y += LINE;
      line(svg, line, y);
    }
    return svg.append("</svg>\n").toString();
  }

  /** One element for each stretch of one style, at its own column whatever font the reader has. */
  private static void line(StringBuilder svg, AttributedString line, int y) {
    int from = 0;
    while (from < line.length()) {
      AttributedStyle style = line.styleAt(from);
      int to = from + 1;
      while (to < line.length() && line.styleAt(to).equals(style)) {
        to++;
      }
      String text = line.subSequence(from, to).toString();
      int lead = text.length() - text.stripLeading().length();
      String shown = text.strip();
      if (!shown.isEmpty()) {
        int column = line.subSequence(0, from + lead).columnLength();
        text(svg, names(style), MARGIN + column * COLUMN, y, columns(shown), shown);
      }
      from = to;
    }
  }

  private static int columns(String text) {
    return new AttributedString(text).columnLength();
  }

  private static void text(
      StringBuilder svg, String names, int x, int y, int columns, String text) {
    svg.append("<text x=\"%d\" y=\"%d\" textLength=\"%d\"".formatted(x, y, columns * COLUMN));
    if (!names.isEmpty()) {
      svg.append(" class=\"").append(names).append('"');
    }
    svg.append('>').append(escaped(text)).append("</text>\n");
  }

  /** The classes of a style, as jline names it in an escape sequence. */
  private static String names(AttributedStyle style) {
    StringBuilder names = new StringBuilder();
    if (style.equals(AttributedStyle.DEFAULT.bold())) {
      names.append("bold");
    }
    if (style.equals(AttributedStyle.DEFAULT.faint())) {
      names.append("faint");
    }
    for (Ink ink : Ink.values()) {
      if (style.equals(AttributedStyle.DEFAULT.foreground(ink.color))) {
        names.append(ink.name().toLowerCase(Locale.ROOT));
      }
    }
    return names.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private enum Ink {
    GREEN(AttributedStyle.GREEN),
    BLUE(AttributedStyle.BLUE),
    YELLOW(AttributedStyle.YELLOW),
    RED(AttributedStyle.RED),
    CYAN(AttributedStyle.CYAN);

    private final int color;

    Ink(int color) {
      this.color = color;
    }
  }
}
