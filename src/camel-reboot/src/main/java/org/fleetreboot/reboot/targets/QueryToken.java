package org.fleetreboot.reboot.targets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A token of a query, as far as needed to find its clauses: a string, a dotted property, a keyword,
 * a number or a symbol.
 *
 * @param start where it begins in the query
 */
record QueryToken(String text, int start) {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";
  private static final String BRACKETED = "\\[\\[[^\\]]*+\\]\\]";
  private static final Pattern FORM =
      Pattern.compile(
          "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'?"
              + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"?"
              + ("|" + BRACKETED)
              + ("|" + NAME + "(?:\\s*+\\.\\s*+(?:" + BRACKETED + "|[\\p{L}\\p{N}_$-]++))*+")
              + "|\\d[\\p{L}\\p{N}_.]*+"
              + "|\\S",
          Pattern.DOTALL);

  static List<QueryToken> of(String query) {
    return FORM.matcher(query)
        .results()
        .map(match -> new QueryToken(match.group(), match.start()))
        .toList();
  }

  boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  /** Without spaces around its dots. */
  String name() {
    return text.replaceAll("\\s", "");
  }

  int end() {
    return start + text.length();
  }
}
