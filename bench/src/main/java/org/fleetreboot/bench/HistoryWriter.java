package org.fleetreboot.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Appends a history to a journal, each batch at its time in the past. What the journal holds
 * already is counted and not written again.
 */
final class HistoryWriter implements NightlyFleet.Chronicle {
  /** The clock of the journal: the time of what is being written. */
  static final class Clock implements InstantSource {
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Journal journal;
  private final Clock clock;
  private final EventCodec codec = new EventCodec();
  private final SplittableRandom random = new SplittableRandom();
  private final Map<String, Long> stored = new HashMap<>();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private @Nullable UUID last;
  private long events;
  private long written;

  HistoryWriter(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
    last = EventIds.last(journal);
    journal.partitions().forEach(name -> stored.put(name, journal.head(name).value()));
  }

  /** How many events the history has so far. */
  long events() {
    return events;
  }

  /** How many of them the journal had not held. */
  long written() {
    return written;
  }

  @Override
  public void events(String partition, Instant at, Map<StreamId, List<Object>> batch) {
    int size = batch.values().stream().mapToInt(List::size).sum();
    events += size;
    // A batch is stored as a whole or not at all.
    long left = stored.merge(partition, -(long) size, Long::sum);
    if (left >= 0) {
      batch.forEach((stream, news) -> versions.merge(stream, (long) news.size(), Long::sum));
      return;
    }
    written += size;
    EventIds ids = new EventIds(random, last, at);
    List<StreamAppend> appends = new ArrayList<>(batch.size());
    batch.forEach(
        (stream, news) -> {
          long version = versions.merge(stream, (long) news.size(), Long::sum);
          appends.add(new StreamAppend(stream, version - news.size(), encoded(news, ids)));
        });
    clock.now = at;
    journal.append(partition, appends).join();
  }

  private List<NewEvent> encoded(List<Object> news, EventIds ids) {
    List<NewEvent> encoded = new ArrayList<>(news.size());
    for (Object event : news) {
      last = ids.next();
      encoded.add(encoded(last, event));
    }
    return encoded;
  }

  private NewEvent encoded(UUID id, Object event) {
    if (event instanceof RebootEvent reboot) {
      return codec.encode(id, reboot);
    }
    if (event instanceof GroupEvent group) {
      return codec.encode(id, group);
    }
    return codec.encode(id, (RunEvent) event);
  }
}
