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
 * @param chain the chain that the list asks for; null for none
 * @param reason why, for people; null for none
 * @param options what it asks of the groups, by the names of their options
 */
public record TargetList(
    List<String> devices,
    int duplicates,
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
    options = Map.copyOf(options);
  }

  /**
   * Reads a list: a JSON array of ids; a JSON object with {@code devices}, {@code chain}, {@code
   * reason} and {@code options}; CSV with the one column {@code deviceId}; or one id a line.
   *
   * @param bytes UTF-8, or UTF-16 with a byte order mark
   * @param isCsv whether its name or type says so: then the first line has to name the column
   * @throws TargetsRefused when anything is wrong with it; nothing of it is used then
   */
  public static TargetList read(byte[] bytes, boolean isCsv) {
    if (bytes.length > MOST_BYTES) {
      throw tooLarge();
    }
    return read(Decoding.text(bytes), isCsv);
  }

  /**
   * Reads a list that is text already.
   *
   * @throws TargetsRefused when anything is wrong with it
   */
  public static TargetList read(String text, boolean isCsv) {
    if (text.length() > MOST_BYTES) {
      throw tooLarge();
    }
    Decoding.requireText(text);
    String begin = text.stripLeading();
    if (begin.startsWith("[") || begin.startsWith("{")) {
      return JsonList.read(text);
    }
    Gathered gathered = new Gathered();
    if (isCsv || CsvList.hasHeader(begin)) {
      CsvList.read(text, gathered);
    } else {
      PlainList.read(text, gathered);
    }
    return gathered.list(null, null, Map.of());
  }

  /**
   * Checks a list whose ids stand each by itself.
   *
   * @throws TargetsRefused when there is none in it, or one is no id; its line is its place from 1
   */
  public static TargetList of(List<String> ids) {
    Gathered gathered = new Gathered();
    for (int i = 0; i < ids.size(); i++) {
      gathered.add(ids.get(i), i + 1, 0);
    }
    return gathered.list(null, null, Map.of());
  }

  static TargetsRefused tooLarge() {
    return new TargetsRefused(
        "The list is larger than %d MiB; split it.".formatted(MOST_BYTES >> 20));
  }
}
