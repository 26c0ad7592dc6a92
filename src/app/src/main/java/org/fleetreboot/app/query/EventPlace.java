package org.fleetreboot.app.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.journal.Position;

/**
 * A place between two events of a journal: how far somebody has read each of its partitions.
 *
 * @param positions by partition, that of the last event that was read; a partition that is missing
 *     was not read
 */
public record EventPlace(Map<String, Position> positions) {
  /** Before the first event. */
  public static final EventPlace START = new EventPlace(Map.of());

  /** A journal has a partition for the runs and one for each hub. */
  private static final int LONGEST = 4_000;

  public EventPlace {
    positions = Map.copyOf(positions);
  }

  /** That partition's position; the beginning if it was not read. */
  public Position in(String partition) {
    return positions.getOrDefault(partition, Position.START);
  }

  /** The place after that event. */
  public EventPlace after(String partition, long position) {
    Map<String, Position> moved = new TreeMap<>(positions);
    moved.put(partition, new Position(position));
    return new EventPlace(moved);
  }

  /** In each partition the later of the two places. */
  public EventPlace atLeast(EventPlace other) {
    Map<String, Position> later = new TreeMap<>(positions);
    other.positions.forEach(
        (partition, position) ->
            later.merge(
                partition, position, (one, another) -> one.compareTo(another) < 0 ? another : one));
    return new EventPlace(later);
  }

  /** A word without a meaning for people, from which {@link #parse} makes the place again. */
  public String word() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(positions)
        .forEach(
            (partition, position) ->
                lines.append(position.value()).append(' ').append(partition).append('\n'));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place of a word.
   *
   * @throws IllegalArgumentException if it is no such word
   */
  public static EventPlace parse(String word) {
    if (word.length() > LONGEST) {
      throw new IllegalArgumentException("too long for a place");
    }
    String lines = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
    Map<String, Position> positions = new TreeMap<>();
    for (String line : lines.isEmpty() ? new String[0] : lines.split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      int space = line.indexOf(' ');
      if (space < 1) {
        throw new IllegalArgumentException("no place");
      }
      positions.put(
          line.substring(space + 1), new Position(Long.parseLong(line.substring(0, space))));
    }
    return new EventPlace(positions);
  }
}
