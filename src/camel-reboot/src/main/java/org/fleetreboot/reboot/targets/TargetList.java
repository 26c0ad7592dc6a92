package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.Map;
import org.fleetreboot.reboot.TargetsRefused;
import org.jspecify.annotations.Nullable;

/**
 * A list of devices to reboot, checked.
 *
 * @param devices each once, in the order of the list; at least one, at most {@link #MOST_ROWS}
 * @param duplicates how many entries named a device that an earlier one had named
 * @param ignoredColumns the columns of CSV that are not the one of the devices
 * @param chain the chain that the list asks for; null for none
 * @param reason why, for people; null for none
 * @param options what it asks of the groups, by the names of their options
 */
public record TargetList(
    List<String> devices,
    int duplicates,
    List<String> ignoredColumns,
    @Nullable String chain,
    @Nullable String reason,
    Map<String, String> options) {
  /** The largest list that is read, in bytes. */
  public static final int MOST_BYTES = 64 << 20;

  /** The most entries that are read, repeated ones included. */
  public static final int MOST_ROWS = 1_000_000;

  /** The most characters that the ids of a list have together: what a run's message may hold. */
  public static final int MOST_CHARACTERS = 16 << 20;

  public TargetList {
    devices = List.copyOf(devices);
    ignoredColumns = List.copyOf(ignoredColumns);
    options = Map.copyOf(options);
  }

  /**
   * Reads a list: a JSON array of ids; a JSON object with {@code devices}, {@code chain}, {@code
   * reason} and {@code options}; CSV after RFC 4180 with a column {@code deviceId}; or one id a
   * line, the whole of it, commas too.
   *
   * @param bytes UTF-8, or UTF-16 with a byte order mark
   * @param isCsv whether its name or type says so: then the first line has to name the column
   * @param idColumn the column of the ids in CSV, by its name in the first line, or by its number
   *     from 1 in a list without a header; then a list that is no JSON is CSV; null for {@code
   *     deviceId}
   * @throws TargetsRefused when anything is wrong with it; nothing of it is used then
   */
  public static TargetList read(byte[] bytes, boolean isCsv, @Nullable String idColumn) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return read(StrictDecoder.text(bytes), isCsv, idColumn);
  }

  /**
   * Reads a list that is text already.
   *
   * @throws TargetsRefused when anything is wrong with it
   */
  public static TargetList read(String text, boolean isCsv, @Nullable String idColumn) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder();
    if (begin(text) == '{') {
      JsonList.read(text, gathered);
    } else {
      readIds(text, isCsv, idColumn, gathered);
    }
    return gathered.list();
  }

  /**
   * Reads a text that names devices and says nothing else: a JSON array, CSV, or one id a line.
   *
   * @return each once; none for a blank text
   * @throws TargetsRefused when anything is wrong with it
   */
  public static List<String> devices(String text) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder();
    readIds(text, false, null, gathered);
    return gathered.devices();
  }

  /**
   * Reads an option that names devices: a JSON array, or CSV without a header. A comma ends an id
   * there, so one that has a comma stands in quotes.
   *
   * @return each once; none for a blank text
   * @throws TargetsRefused when anything is wrong with it
   */
  public static List<String> option(String text) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder();
    if (begin(text) == '[') {
      JsonList.read(text, gathered);
    } else {
      CsvList.readValues(text, gathered);
    }
    return gathered.devices();
  }

  private static void requireText(String text) {
    if (text.length() > MOST_BYTES) {
      throw tooLarge();
    }
    StrictDecoder.requireText(text);
  }

  /** The first character that is no blank; a blank when there is none. */
  private static char begin(String text) {
    String begin = text.stripLeading();
    return begin.isEmpty() ? ' ' : begin.charAt(0);
  }

  private static void readIds(
      String text, boolean isCsv, @Nullable String idColumn, TargetListBuilder gathered) {
    if (begin(text) == '[') {
      JsonList.read(text, gathered);
    } else if (isCsv || idColumn != null || CsvList.hasHeader(text.stripLeading())) {
      CsvList.read(text, idColumn, gathered);
    } else {
      LineList.read(text, gathered);
    }
  }

  /**
   * Checks a list whose ids stand each by itself.
   *
   * @throws TargetsRefused when there is none in it, or one is no id; its line is its place from 1
   */
  public static TargetList of(List<String> ids) {
    TargetListBuilder gathered = new TargetListBuilder();
    for (int i = 0; i < ids.size(); i++) {
      gathered.add(ids.get(i), i + 1, 0);
    }
    return gathered.list();
  }

  static TargetsRefused tooLarge() {
    return new TargetsRefused(
        "The list is larger than %d MiB; split it.".formatted(MOST_BYTES >> 20));
  }
}
