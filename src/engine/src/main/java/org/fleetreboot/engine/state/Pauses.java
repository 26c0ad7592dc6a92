package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Spans in which waits do not count, one after the other; all in steady time. */
final class Pauses {
  /** The spans that are over: each begin and its end. */
  private final Map<Instant, Instant> over = new TreeMap<>();

  private @Nullable Instant since;

  /** A span begins, unless one is under way. */
  void begin(Instant at) {
    since = since == null ? at : since;
  }

  /** The span under way ends; nothing happens if none is. */
  void end(Instant at) {
    if (since != null && at.isAfter(since)) {
      over.merge(since, at, Pauses::later);
    }
    since = null;
  }

  boolean areUnderWay() {
    return since != null;
  }

  /** How much of the time between the two the spans cover. */
  Duration between(Instant from, Instant to) {
    return with(new Pauses(), from, to);
  }

  /** How much of the time between the two these spans or the others cover. */
  Duration with(Pauses others, Instant from, Instant to) {
    Map<Instant, Instant> all = new TreeMap<>();
    addTo(all, to);
    others.addTo(all, to);
    Duration rested = Duration.ZERO;
    Instant counted = from;
    for (Map.Entry<Instant, Instant> rest : all.entrySet()) {
      Instant first = later(rest.getKey(), counted);
      Instant last = rest.getValue().isBefore(to) ? rest.getValue() : to;
      if (last.isAfter(first)) {
        rested = rested.plus(Duration.between(first, last));
        counted = last;
      }
    }
    return rested;
  }

  private void addTo(Map<Instant, Instant> all, Instant now) {
    over.forEach((from, to) -> all.merge(from, to, Pauses::later));
    if (since != null && now.isAfter(since)) {
      all.merge(since, now, Pauses::later);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The time that both have in common, up to now. */
  Pauses together(Pauses other, Instant now) {
    Map<Instant, Instant> mine = new TreeMap<>();
    addTo(mine, now);
    Map<Instant, Instant> others = new TreeMap<>();
    other.addTo(others, now);
    Pauses common = new Pauses();
    mine.forEach(
        (from, to) ->
            others.forEach(
                (otherFrom, otherTo) -> {
                  Instant first = later(from, otherFrom);
                  Instant last = to.isBefore(otherTo) ? to : otherTo;
                  if (last.isAfter(first)) {
                    common.over.merge(first, last, Pauses::later);
                  }
                }));
    return common;
  }

  void clear() {
    over.clear();
  }
}
