package org.fleetreboot.bench;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The options of a benchmark: {@code --name value}. */
record Options(Map<String, String> values) {

  static Options parse(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!name.startsWith("--") || !rest.hasNext()) {
        throw new IllegalArgumentException("'" + name + "' is not an option with a value.");
      }
      values.put(name.substring(2), rest.next());
    }
    return new Options(Map.copyOf(values));
  }

  int number(String name, int otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("invalid number '" + value + "' for --" + name, e);
    }
  }

  /** One of these words; by default the first. */
  String oneOf(String name, String... words) {
    String word = word(name, words[0]);
    if (!List.of(words).contains(word)) {
      throw new IllegalArgumentException(
          "unknown value '"
              + word
              + "' for --"
              + name
              + "; use one of: "
              + String.join(", ", words));
    }
    return word;
  }

  String word(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
