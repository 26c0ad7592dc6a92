package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;

/**
 * How long devices took from the call to the confirmation, according to a journal.
 *
 * @param reboots the number of known reboots
 * @param usual the time in which nine of ten were confirmed; zero if none are known
 */
public record BootTimes(int reboots, Duration usual) {
  /** Without a history. */
  public static final BootTimes UNKNOWN = new BootTimes(0, Duration.ZERO);

  /** Only the latest ones, because new firmware may change the usual time. */
  private static final int KEPT = 1_000;

  private static final int PAGE = 1_000;

  /** A fleet that has been called in vain for so long has no usual time. */
  private static final int MOST_PAGES = 30;

  private static final List<String> TYPES =
      List.of("reboot.confirmed.", "reboot.invocation-intended.");

  private static final double CONFIRMED_BY_THEN = 0.9;

  /** The boot times of the latest reboots in the journal, of which it reads the end alone. */
  public static BootTimes of(JournalReader journal) {
    List<Took> took = new ArrayList<>();
    for (String partition : journal.partitions()) {
      if (!partition.equals(StreamId.RUNS)) {
        took.addAll(latest(journal, partition));
      }
    }
    return of(
        took.stream().sorted(Comparator.comparing(Took::confirmedAt)).map(Took::time).toList());
  }

  /** Goes back from the end of the partition, so it meets each confirmation before its call. */
  private static List<Took> latest(JournalReader journal, String partition) {
    EventCodec codec = new EventCodec();
    Map<UUID, Instant> confirmed = new HashMap<>();
    List<Took> took = new ArrayList<>();
    long end = journal.head(partition).value();
    for (int page = 0; page < MOST_PAGES && end > 0 && took.size() < KEPT; page++) {
      long after = Math.max(0, end - PAGE);
      List<RecordedEvent> events =
          new ArrayList<>(journal.readAll(partition, new Position(after), (int) (end - after)));
      Collections.reverse(events);
      for (RecordedEvent recorded : events) {
        // Where old runs have moved to archives, a page reaches beyond its end.
        if (recorded.position().value() > end
            || TYPES.stream().noneMatch(recorded.type()::startsWith)) {
          continue;
        }
        Object event = codec.decode(recorded);
        if (event instanceof RebootEvent.Confirmed confirmation) {
          confirmed.put(confirmation.invocation(), confirmation.at());
        } else if (event instanceof RebootEvent.InvocationIntended intended) {
          Instant at = confirmed.remove(intended.invocation());
          if (at != null) {
            took.add(new Took(at, Duration.between(intended.at(), at)));
          }
        }
      }
      end = after;
    }
    return took;
  }

  private record Took(Instant confirmedAt, Duration time) {}

  static BootTimes of(List<Duration> took) {
    if (took.isEmpty()) {
      return UNKNOWN;
    }
    List<Duration> last =
        took.subList(Math.max(0, took.size() - KEPT), took.size()).stream().sorted().toList();
    int nineOfTen = (int) Math.ceil(last.size() * CONFIRMED_BY_THEN) - 1;
    return new BootTimes(last.size(), last.get(nineOfTen));
  }
}
