package org.fleetreboot.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Device ids of every character that IoT Hub allows, and beside each one the ids that it becomes if
 * somebody splits it, decodes it or changes its case.
 */
final class HostileIds {
  private static final String SIGNS = "-.%_*?!(),:=@$'#+;";
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final List<String> KNOWN =
      List.of(
          "pump,7",
          "unit%41",
          "a%2Bb",
          "a+b",
          "@@x",
          "@x",
          "-x",
          "--device",
          "#bean:x",
          "RAW(x)",
          "$simple",
          "o'brien",
          "''",
          "%",
          "..",
          "?a=b",
          "1e3",
          "007",
          "null",
          "a;b=c",
          "file:x");

  private final Random random;
  private final Set<String> ids = new LinkedHashSet<>();

  private HostileIds(Random random) {
    this.random = random;
  }

  /** That many, or a few more. */
  static List<String> of(Random random, int count) {
    HostileIds all = new HostileIds(random);
    KNOWN.forEach(all::addWithNeighbours);
    while (all.ids.size() < count) {
      all.addWithNeighbours(all.next());
    }
    return List.copyOf(all.ids);
  }

  private String next() {
    int length = random.nextInt(20) == 0 ? 128 : 1 + random.nextInt(12);
    StringBuilder id = new StringBuilder();
    while (id.length() < length) {
      String from = random.nextInt(3) == 0 ? LETTERS : SIGNS;
      id.append(from.charAt(random.nextInt(from.length())));
    }
    return id.toString();
  }

  private void addWithNeighbours(String id) {
    add(id);
    for (String part : id.split("[,;:=#?+']", -1)) {
      add(part);
    }
    add(id.toUpperCase(Locale.ROOT));
    add(id.toLowerCase(Locale.ROOT));
    add(id.substring(1));
    decoded(id).forEach(this::add);
  }

  private static List<String> decoded(String id) {
    List<String> decoded = new ArrayList<>();
    try {
      decoded.add(URLDecoder.decode(id, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException incomplete) {
      // It has a percent sign that is not an escape.
    }
    return decoded;
  }

  private void add(String id) {
    if (!id.isEmpty() && id.chars().allMatch(each -> (LETTERS + SIGNS).indexOf(each) >= 0)) {
      ids.add(id);
    }
  }
}
