package org.fleetreboot.app.failure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the word that a misspelt one probably means. */
public final class Spelling {
  /** The library's result if the words differ in more letters than the limit. */
  private static final int TOO_FAR = -1;

  private Spelling() {}

  /** The question whether the nearest name was meant, after a blank; empty if none is similar. */
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

  /** How many letters may differ: two, or a third of a long word. */
  private static int distance(String given, String name) {
    int letters = Math.max(2, Math.max(given.length(), name.length()) / 3);
    return new LevenshteinDistance(letters)
        .apply(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }
}
