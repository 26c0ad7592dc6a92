package org.fleetreboot.reboot.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fleetreboot.reboot.TargetsRefused;

/** CSV after RFC 4180: a value in quotes may hold commas, and no quote is ever dropped. */
final class CsvList {
  /** More name no devices. */
  private static final int MOST_COLUMNS = 100;

  /** In one line of text. */
  private static final int MOST_COMMAS = 10_000;

  private static final Pattern SEPARATOR = Pattern.compile("[,;\\t]");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;

  /** Where the row begins that was read last. */
  private long line;

  private CsvList(String text) {
    requireNarrow(text);
    try {
      parser = CSVParser.parse(text, FORMAT);
    } catch (IOException e) {
      throw new UncheckedIOException("Text in memory was not read.", e);
    }
    rows = parser.iterator();
  }

  /** Whether a text that nobody calls CSV begins like one, with whatever separator. */
  static boolean hasHeader(String begin) {
    return SEPARATOR
        .splitAsStream(begin.lines().findFirst().orElse(""))
        .anyMatch(cell -> isTheColumn(cell.replace("\"", "")));
  }

  private static boolean isTheColumn(String cell) {
    return cell.replaceAll("[_ -]", "").toLowerCase(Locale.ROOT).equals("deviceid");
  }

  /** Takes the column that the first line calls {@code deviceId}, and ignores the others. */
  static void read(String text, Gathered gathered) {
    CsvList csv = new CsvList(text);
    List<String> header = csv.next();
    if (header.isEmpty()) {
      return;
    }
    int ids = csv.column(header, gathered);
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      if (row.size() != header.size()) {
        throw csv.refused(
            "%d values, and the first line has %d; a value with a comma stands in quotes."
                .formatted(row.size(), header.size()));
      }
      if (row.get(ids).isBlank() && row.stream().anyMatch(value -> !value.isBlank())) {
        throw csv.refused("no deviceId, but other values; name the device, or take the line out.");
      }
      gathered.add(row.get(ids), csv.line, 0);
    }
  }

  /** Takes every value of every line. */
  static void readValues(String text, Gathered gathered) {
    CsvList csv = new CsvList(text);
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      for (String value : row) {
        gathered.add(value, csv.line, 0);
      }
    }
  }

  private int column(List<String> header, Gathered gathered) {
    if (header.size() > MOST_COLUMNS) {
      throw refused(
          "%,d columns; keep deviceId, and at most %d.".formatted(header.size(), MOST_COLUMNS));
    }
    int ids = -1;
    for (int i = 0; i < header.size(); i++) {
      if (!isTheColumn(header.get(i))) {
        gathered.ignore(header.get(i));
      } else if (ids >= 0) {
        throw refused("deviceId twice; keep one column.");
      } else {
        ids = i;
      }
    }
    if (ids < 0) {
      throw refused(
          "no column deviceId, but '%s'; the first line of CSV names the column deviceId, with commas between columns."
              .formatted(DeviceId.shown(String.join(",", header))));
    }
    return ids;
  }

  /** The values of the next row that is not blank; none after the last one. */
  private List<String> next() {
    while (true) {
      line = parser.getCurrentLineNumber() + 1;
      try {
        if (!rows.hasNext()) {
          return List.of();
        }
        List<String> values = rows.next().toList();
        if (values.size() > 1 || !values.get(0).isBlank()) {
          return values;
        }
      } catch (UncheckedIOException e) {
        throw refused(
            "a quote is not closed, or text follows a closed one; a quote within a value is written"
                + " twice.");
      }
    }
  }

  /** What the parser would make of a long line of commas needs many times its size. */
  private static void requireNarrow(String text) {
    int commas = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\n' || character == '\r') {
        commas = 0;
      } else if (character == ',' && ++commas > MOST_COMMAS) {
        throw new TargetsRefused(
            "A line has more than %,d commas; write one id a line.".formatted(MOST_COMMAS));
      }
    }
  }

  private TargetsRefused refused(String what) {
    return new TargetsRefused(Gathered.at(line, 0) + what);
  }
}
