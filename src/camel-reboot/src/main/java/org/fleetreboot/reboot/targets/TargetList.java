package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.Map;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/**
 * A validated list of devices to reboot.
 *
 * @param devices each once, in the order of the list; at least one, at most {@link #MOST_ROWS}
 * @param duplicates how many entries repeated an earlier device
 * @param ignoredColumns the columns of a CSV other than those of ids and hubs
 * @param chain the chain that the list asks for; null for none
 * @param reason why, for people; null for none
 * @param options options for the groups, by name
 */
public record TargetList(
    List<Target> devices,
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
   * Reads a list: a JSON array of devices; a JSON object with {@code devices}, {@code hub}, {@code
   * chain}, {@code reason} and {@code options}; CSV as in RFC 4180 with the columns {@code
   * deviceId} and, if needed, {@code hub}; or one device per line, whose id may contain commas. A
   * device is an id, {@code HUB/ID}, or in JSON an object with {@code hub} and {@code id}.
   *
   * @param bytes UTF-8, or UTF-16 with a byte order mark
   * @throws TargetsRefused if anything is wrong; then nothing of it is used
   */
  public static TargetList read(byte[] bytes, ListFormat format) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return read(StrictDecoder.text(bytes), format);
  }

  /**
   * Reads a list that is already text.
   *
   * @throws TargetsRefused if anything is wrong with it
   */
  public static TargetList read(String text, ListFormat format) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder(format.hubs());
    if (begin(text) == '{') {
      JsonList.read(text, gathered);
    } else {
      readIds(text, format, gathered);
    }
    return gathered.list();
  }

  /**
   * Reads a text that only names devices: a JSON array, CSV, or one device per line.
   *
   * @return each once; empty for a blank text
   * @throws TargetsRefused if anything is wrong with it
   */
  public static List<Target> devices(String text, ListHubs hubs) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder(hubs);
    readIds(text, ListFormat.of(hubs), gathered);
    return gathered.devices();
  }

  /**
   * Reads an option that names devices: a JSON array, or CSV without a header, where ids that
   * contain a comma must be quoted.
   *
   * @return each once; empty for a blank text
   * @throws TargetsRefused if anything is wrong with it
   */
  public static List<Target> option(String text, ListHubs hubs) {
    requireText(text);
    TargetListBuilder gathered = new TargetListBuilder(hubs);
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

  private static void readIds(String text, ListFormat format, TargetListBuilder gathered) {
    if (begin(text) == '[') {
      JsonList.read(text, gathered);
    } else if (format.isCsv()
        || format.idColumn() != null
        || format.hubColumn() != null
        || CsvList.hasHeader(text.stripLeading())) {
      CsvList.read(text, format, gathered);
    } else {
      LineList.read(text, gathered);
    }
  }

  /**
   * Checks a list of separate devices.
   *
   * @throws TargetsRefused if it is empty, or an entry is not an id; its line is its index from 1
   */
  public static TargetList of(List<String> entries, ListHubs hubs) {
    TargetListBuilder gathered = new TargetListBuilder(hubs);
    for (int i = 0; i < entries.size(); i++) {
      gathered.add(null, entries.get(i), i + 1, 0);
    }
    return gathered.list();
  }

  /**
   * The devices of a list of texts, unchanged: an entry contains no separators. Blank entries are
   * ignored.
   *
   * @return each once
   * @throws TargetsRefused if an entry is not a device
   */
  public static List<Target> entries(List<?> entries, ListHubs hubs) {
    TargetListBuilder gathered = new TargetListBuilder(hubs);
    for (int i = 0; i < entries.size(); i++) {
      if (!(entries.get(i) instanceof CharSequence entry)) {
        throw new TargetsRefused(DeviceId.refusal(String.valueOf(entries.get(i))) + ".");
      }
      gathered.add(null, entry.toString(), i + 1, 0);
    }
    return gathered.devices();
  }

  static TargetsRefused tooLarge() {
    return new TargetsRefused(
        "The list is larger than %d MiB; split it.".formatted(MOST_BYTES >> 20));
  }
}
