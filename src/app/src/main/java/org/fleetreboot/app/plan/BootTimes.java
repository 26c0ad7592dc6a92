package org.fleetreboot.app.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
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

  private static final double CONFIRMED_BY_THEN = 0.9;

  /** The boot times of all devices of the journal. */
  public static BootTimes of(JournalReader journal) {
    EventCodec codec = new EventCodec();
    Map<UUID, Instant> called = new HashMap<>();
    List<Duration> took = new ArrayList<>();
    for (String partition : journal.partitions()) {
      journal.readAll(
          partition,
          Position.START,
          (RecordedEvent recorded) -> {
            Object event = codec.decode(recorded);
            if (event instanceof RebootEvent.InvocationIntended intended) {
              called.put(intended.invocation(), intended.at());
            } else if (event instanceof RebootEvent.Confirmed confirmed) {
              Instant since = called.remove(confirmed.invocation());
              if (since != null) {
                took.add(Duration.between(since, confirmed.at()));
              }
            }
          });
    }
    return of(took);
  }

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
