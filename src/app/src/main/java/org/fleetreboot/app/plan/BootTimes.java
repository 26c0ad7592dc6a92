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
 * How long devices took from the call until they were confirmed, by the history of a journal.
 *
 * @param reboots how many are known
 * @param usual within which nine of ten were confirmed; zero when none is known
 */
public record BootTimes(int reboots, Duration usual) {
  /** Of no history. */
  public static final BootTimes UNKNOWN = new BootTimes(0, Duration.ZERO);

  /** The last ones: firmware may change what is usual. */
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
