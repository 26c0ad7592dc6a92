package org.fleetreboot.devicesim.supported;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A row of a table below "What's supported".
 *
 * @param kind the head of its first column
 * @param names the code spans of that column, or its text when it has none
 * @param code the code spans of the second one: what goes over the wire, or how it is written
 * @param errors what "Errors reproduced" lists
 */
public record SupportedRow(
    String kind, List<String> names, List<String> code, List<String> errors) {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** The rows of all tables in that chapter of a README. */
  public static List<SupportedRow> in(Path readme) throws IOException {
    return in(Files.readAllLines(readme));
  }

  static List<SupportedRow> in(List<String> lines) {
    List<SupportedRow> rows = new ArrayList<>();
    List<String> head = List.of();
    boolean inChapter = false;
    for (String line : lines) {
      if (line.startsWith("## ")) {
        inChapter = line.equals("## What's supported");
      }
      if (!inChapter || !line.startsWith("|")) {
        head = List.of();
      } else if (head.isEmpty()) {
        head = cells(line);
      } else if (!line.startsWith("|--")) {
        rows.add(row(head, cells(line)));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }

  private static SupportedRow row(List<String> head, List<String> cells) {
    if (cells.size() != head.size()) {
      throw new AssertionError("A row of " + head + " has another number of cells: " + cells);
    }
    String name = cells.get(0);
    List<String> names = code(name).isEmpty() ? List.of(name) : code(name);
    int at = head.indexOf("Errors reproduced");
    String errors = at < 0 ? "" : cells.get(at);
    return new SupportedRow(
        head.get(0),
        names,
        code(cells.get(1)),
        errors.isEmpty() ? List.of() : List.of(errors.replace("`", "").split(", ")));
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map((MatchResult span) -> span.group(1)).toList();
  }

  @Override
  public String toString() {
    return "'" + String.join(", ", names) + "'";
  }
}
