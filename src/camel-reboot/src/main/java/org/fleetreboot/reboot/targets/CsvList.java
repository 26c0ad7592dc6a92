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
import org.jspecify.annotations.Nullable;

/** CSV as in RFC 4180: a quoted value may contain commas, and no quote is ever dropped. */
final class CsvList {
  /** More columns cannot be a list of devices. */
  private static final int MOST_COLUMNS = 100;

  /** In one line of text. */
  private static final int MOST_COMMAS = 10_000;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private static final Pattern SEPARATOR = Pattern.compile("[,;\\t]");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;

  /** The index of the column of hubs; negative if there is none. */
  private int hubs = -1;

  /** Where the last row began. */
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

  /** Whether a text of unknown format begins like CSV, with any separator. */
  static boolean hasHeader(String begin) {
    return SEPARATOR
        .splitAsStream(begin.lines().findFirst().orElse(""))
        .anyMatch(cell -> isTheColumn(cell.replace("\"", "")));
  }

  private static boolean isTheColumn(String cell) {
    return cell.replaceAll("[_ -]", "").toLowerCase(Locale.ROOT).equals("deviceid");
  }

  /** Reads the columns of ids and hubs, and ignores the others. */
  static void read(String text, ListFormat format, TargetListBuilder gathered) {
    String idColumn = format.idColumn();
    requireQuotesAroundValues(text);
    CsvList csv = new CsvList(text);
    List<String> first = csv.next();
    if (first.isEmpty()) {
      return;
    }
    csv.requireFew(first);
    if (idColumn != null && NUMBER.matcher(idColumn).matches()) {
      int ids = csv.numbered(Integer.parseInt(idColumn), format.hubColumn(), first, gathered);
      if (!isTheColumn(first.get(ids))) {
        csv.take(first, ids, first.size(), gathered);
      }
      csv.takeRest(ids, first.size(), gathered);
    } else {
      csv.takeRest(csv.named(format, first, gathered), first.size(), gathered);
    }
  }

  private void takeRest(int ids, int columns, TargetListBuilder gathered) {
    for (List<String> row = next(); !row.isEmpty(); row = next()) {
      take(row, ids, columns, gathered);
    }
  }

  private void take(List<String> row, int ids, int columns, TargetListBuilder gathered) {
    if (row.size() != columns) {
      throw refused(
          "%d values, and the first line has %d; a value with a comma stands in quotes."
              .formatted(row.size(), columns));
    }
    if (row.get(ids).isBlank() && row.stream().anyMatch(value -> !value.isBlank())) {
      throw refused("no device id, but other values; name the device, or take the line out.");
    }
    gathered.add(hubs < 0 ? null : row.get(hubs), row.get(ids), line, 0);
  }

  /** Reads every value of every line. */
  static void readValues(String text, TargetListBuilder gathered) {
    CsvList csv = new CsvList(text);
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      for (String value : row) {
        gathered.add(null, value, csv.line, 0);
      }
    }
  }

  private void requireFew(List<String> row) {
    if (row.size() > MOST_COLUMNS) {
      throw refused(
          "%,d columns; keep that of the ids, and at most %d.".formatted(row.size(), MOST_COLUMNS));
    }
  }

  private int numbered(
      int number, @Nullable String hubColumn, List<String> row, TargetListBuilder gathered) {
    requireColumn("idColumn", number, row);
    if (hubColumn != null) {
      if (!NUMBER.matcher(hubColumn).matches()) {
        throw refused(
            "idColumn is a number, so the list has no header; give the number of the column %s as hubColumn, too."
                .formatted(DeviceId.shown(hubColumn)));
      }
      requireColumn("hubColumn", Integer.parseInt(hubColumn), row);
      hubs = Integer.parseInt(hubColumn) - 1;
    }
    for (int i = 0; i < row.size(); i++) {
      if (i != number - 1 && i != hubs) {
        gathered.ignore(String.valueOf(i + 1));
      }
    }
    return number - 1;
  }

  private void requireColumn(String option, int number, List<String> row) {
    if (number < 1 || number > row.size()) {
      throw refused(
          "%s is %d, and there are %d columns; correct the option, or the list."
              .formatted(option, number, row.size()));
    }
  }

  private int named(ListFormat format, List<String> header, TargetListBuilder gathered) {
    String idColumn = format.idColumn();
    String hubColumn = format.hubColumn() == null ? "hub" : format.hubColumn();
    String name = idColumn == null ? "deviceId" : idColumn;
    int ids = -1;
    for (int i = 0; i < header.size(); i++) {
      boolean isIt =
          idColumn == null ? isTheColumn(header.get(i)) : idColumn.equalsIgnoreCase(header.get(i));
      if (!isIt && hubColumn.equalsIgnoreCase(header.get(i))) {
        if (hubs >= 0) {
          throw refused(hubColumn + " twice; keep one column.");
        }
        hubs = i;
      } else if (!isIt) {
        gathered.ignore(header.get(i));
      } else if (ids >= 0) {
        throw refused(name + " twice; keep one column.");
      } else {
        ids = i;
      }
    }
    if (ids < 0) {
      throw refused(
          "no column %s, but '%s'; the first line of CSV names the column %1$s, with commas between columns; or name another by the option idColumn."
              .formatted(name, DeviceId.shown(String.join(",", header))));
    }
    if (hubs < 0 && format.hubColumn() != null) {
      throw refused(
          "no column %s, but '%s'; correct the option hubColumn, or the list."
              .formatted(hubColumn, DeviceId.shown(String.join(",", header))));
    }
    return ids;
  }

  /** The values of the next non-blank row; empty after the last one. */
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

  /** The parser needs many times the size of a long line of commas. */
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

  /** A quote inside an unquoted value, which the library would accept as a character. */
  private static void requireQuotesAroundValues(String text) {
    boolean isOpen = false;
    char before = '\n';
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"') {
        if (!isOpen && before != ',' && before != '\n' && before != '\r' && before != '"') {
          throw new TargetsRefused(
              TargetListBuilder.at(line, 0)
                  + "a quote within a value; put the value in quotes, and write each quote in it"
                  + " twice.");
        }
        isOpen = !isOpen;
      }
      line += character == '\n' ? 1 : 0;
      before = character;
    }
  }

  private TargetsRefused refused(String what) {
    return new TargetsRefused(TargetListBuilder.at(line, 0) + what);
  }
}
