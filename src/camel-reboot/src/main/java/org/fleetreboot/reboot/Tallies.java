package org.fleetreboot.reboot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;

/** A tally in the words of the outcomes, in their order, without those that did not occur. */
public final class Tallies {
  private Tallies() {}

  /** {@code {confirmed=2, rejected=1}} */
  public static Map<String, Integer> words(Tally tally) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (tally.of(outcome) > 0) {
        words.put(outcome.word(), tally.of(outcome));
      }
    }
    return words;
  }

  /** {@code 2 confirmed, 1 rejected} */
  static String text(Tally tally) {
    return tally.settled() == 0
        ? "none settled"
        : words(tally).entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }
}
