package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.Map;
import org.fleetreboot.reboot.TargetsRefused;
import org.jspecify.annotations.Nullable;

/**
 * A validated list of devices to reboot.
 *
 * @param devices each once, in the order of the list; at least one, at most {@link #MOST_ROWS}
 * @param duplicates how many entries repeated an earlier device
 * @param ignoredColumns the columns of a CSV other than the ids
 * @param chain the chain that the list asks for; null for none
 * @param reason why, for people; null for none
 * @param options options for the groups, by name
 */
public record TargetList(
    List<String> devices,
    int duplicates,
    List<String> ignoredColumns,
    @Nullable String chain,
    @Nullable String reason,
    Map<String, String> options) {
  /** The maximum size of a list, in bytes. */
  public static final int MOST_BYTES = 64 << 20;

  /** The maximum number of entries, including repeated ones. */
  public static final int MOST_ROWS = 1_000_000;

  /**
   * The maximum length of all ids of a list together, in characters, which a run's message can
   * hold.
   */
  public static final int MOST_CHARACTERS = 16 << 20;

  public TargetList {
    devices = List.copyOf(devices);
    ignoredColumns = List.copyOf(ignoredColumns);
    options = Map.copyOf(options);
  }

  /**
   * Reads a list: a JSON array of ids; a JSON object with {@code devices}, {@code chain}, {@code
   * reason} and {@code options}; CSV as in RFC 4180 with a column {@code deviceId}; or one id per
   * line, which may contain commas.
   *
   * @param bytes UTF-8, or UTF-16 with a byte order mark
   * @param isCsv whether its name or type says so; then the first line must name the column
   * @param idColumn the column of the ids in CSV: its name in the first line, or its number from 1
   *     in a list without a header; then a list that is not JSON is CSV; null for {@code deviceId}
   * @throws TargetsRefused if anything is wrong; then nothing of it is used
   */
  public static TargetList read(byte[] bytes, boolean isCsv, @Nullable String idColumn) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return read(StrictDecoder.text(bytes), isCsv, idColumn);
  }

  /**
   * Reads a list that is already text.
   *
   * @throws TargetsRefused if anything is wrong with it
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
   * Reads a text that only names devices: a JSON array, CSV, or one id per line.
   *
   * @return each once; empty for a blank text
   * @throws TargetsRefused if anything is wrong with it
   */
  public static List<String> devices(String text) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder();
    readIds(text, false, null, gathered);
    return gathered.devices();
  }

  /**
   * Reads an option that names devices: a JSON array, or CSV without a header, where ids that
   * contain a comma must be quoted.
   *
   * @return each once; empty for a blank text
   * @throws TargetsRefused if anything is wrong with it
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

  /** The first non-blank character; a blank if there is none. */
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
   * Checks a list of separate ids.
   *
   * @throws TargetsRefused if it is empty, or an entry is not an id; its line is its index from 1
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
