package org.fleetreboot.reboot.targets;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.reboot.TargetsRefused;

/** CSV whose first line names the one column there is: {@code deviceId}. */
final class CsvList {
  private CsvList() {}

  /** Whether a text that nobody calls CSV begins like one. */
  static boolean hasHeader(String begin) {
    return header(begin.lines().findFirst().orElse("")).stream().anyMatch(CsvList::isTheColumn);
  }

  private static boolean isTheColumn(String cell) {
    return cell.replaceAll("[_ -]", "").toLowerCase(Locale.ROOT).equals("deviceid");
  }

  static void read(String text, Gathered gathered) {
    Iterator<String> lines = text.lines().iterator();
    boolean inHeader = true;
    for (long number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      if (line.isBlank()) {
        continue;
      }
      if (inHeader) {
        requireTheColumn(header(line), number);
        inHeader = false;
        continue;
      }
      List<String> cells = cells(line, number);
      if (cells.size() > 1) {
        throw new TargetsRefused(
            Gathered.at(number, 0)
                + "%d values, and deviceId is the one column; an id with a comma stands in quotes."
                    .formatted(cells.size()));
      }
      gathered.add(cells.get(0), number, 1);
    }
  }

  private static void requireTheColumn(List<String> header, long line) {
    if (header.stream().noneMatch(CsvList::isTheColumn)) {
      throw new TargetsRefused(
          Gathered.at(line, 0)
              + "no column deviceId, but '%s'; the first line of CSV names the column deviceId."
                  .formatted(DeviceId.shown(String.join(",", header))));
    }
    for (String column : header) {
      if (!isTheColumn(column)) {
        throw new TargetsRefused(
            Gathered.at(line, 0)
                + "unknown column '%s'; keep deviceId alone.".formatted(DeviceId.shown(column)));
      }
    }
    if (header.size() > 1) {
      throw new TargetsRefused(Gathered.at(line, 0) + "deviceId twice; keep one column.");
    }
  }

  /** Whatever the separator: only to name the columns. */
  private static List<String> header(String line) {
    List<String> columns = new ArrayList<>();
    for (String cell : line.split("[,;\\t]", -1)) {
      columns.add(cell.replace("\"", "").strip());
    }
    return columns;
  }

  private static List<String> cells(String line, long number) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == '"') {
        // An id has no quotes, so a doubled one needs no reading of its own.
        quoted = !quoted;
      } else if (character == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    if (quoted) {
      throw new TargetsRefused(
          Gathered.at(number, line.lastIndexOf('"') + 1) + "the quote is not closed; close it.");
    }
    cells.add(cell.toString());
    return cells;
  }
}
