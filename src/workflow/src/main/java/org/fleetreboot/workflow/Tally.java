package org.fleetreboot.workflow;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many devices ended with each outcome. */
public record Tally(Map<Outcome, Integer> counts) {
  public static final Tally EMPTY = new Tally(Map.of());

  public Tally {
    counts = Map.copyOf(counts);
  }

  public int of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  public int settled() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many devices the stop rule {@code maxFailed} counts. */
  public int failed() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().countsAsFailed())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** How many devices were called and have not been seen since. */
  public int lost() {
    return of(Outcome.NOT_CONFIRMED) + of(Outcome.UNKNOWN);
  }

  /** The counts that are not 0, by the word of the outcome, in the order of {@link Outcome}. */
  public Map<String, Integer> byWord() {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (of(outcome) > 0) {
        words.put(outcome.word(), of(outcome));
      }
    }
    return words;
  }

  /** {@code 27 confirmed, 1 rejected}; {@code none settled} when there is none. */
  public String text() {
    return settled() == 0
        ? "none settled"
        : byWord().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  public Tally plus(Outcome outcome) {
    Map<Outcome, Integer> more = new EnumMap<>(Outcome.class);
    more.putAll(counts);
    more.merge(outcome, 1, Integer::sum);
    return new Tally(more);
  }

  public Tally plus(Tally other) {
    Map<Outcome, Integer> more = new EnumMap<>(Outcome.class);
    more.putAll(counts);
    other.counts.forEach((outcome, count) -> more.merge(outcome, count, Integer::sum));
    return new Tally(more);
  }
}
