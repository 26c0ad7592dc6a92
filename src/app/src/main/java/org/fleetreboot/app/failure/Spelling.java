package org.fleetreboot.app.failure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which word may be meant by another. */
public final class Spelling {
  /** What the library says of words that differ in more letters than were asked for. */
  private static final int TOO_FAR = -1;

  private Spelling() {}

  /** The question whether the nearest of those names was meant, after a blank; empty for none. */
  public static String question(String given, Collection<String> names) {
    NavigableMap<Integer, List<String>> near =
        names.stream()
            .sorted()
            .collect(groupingBy(name -> distance(given, name), TreeMap::new, toList()));
    near.remove(TOO_FAR);
    return near.isEmpty()
        ? ""
        : " Did you mean " + String.join(" or ", near.firstEntry().getValue()) + "?";
  }

  /** So few letters that it may be a slip: two, or one in three of a long word; else too far. */
  private static int distance(String given, String name) {
    int letters = Math.max(2, Math.max(given.length(), name.length()) / 3);
    return new LevenshteinDistance(letters)
        .apply(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }
}
