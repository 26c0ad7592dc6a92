package org.fleetreboot.app.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fleetreboot.app.terminal.EscapedText;

/** Columns of text, each as wide as its widest cell. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;

  public Table(String... head) {
    widths = new int[head.length];
    row(head);
  }

  /** Adds a row with as many cells as the head. */
  public void row(String... cells) {
    rows.add(Stream.of(cells).map(EscapedText::line).toList());
  }

  /** Prints the rows since the last call; a column keeps the width that it has had. */
  public void print(PrintStream out) {
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
    rows.clear();
  }
}
