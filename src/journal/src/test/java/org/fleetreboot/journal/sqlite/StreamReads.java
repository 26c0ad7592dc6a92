package org.fleetreboot.journal.sqlite;

import static org.fleetreboot.journal.Appends.HUB;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.sqlite.read.SqliteReader;

/** Reads a journal in each way, by the streams that it had at first. */
public final class StreamReads {
  private final Path file;
  private final List<StreamId> streams;

  public StreamReads(Path file) {
    this.file = file;
    Set<String> names = new TreeSet<>();
    List<StreamId> found = new ArrayList<>();
    for (RecordedEvent event : reading(StreamReads::byPosition)) {
      if (names.add(event.stream().name())) {
        found.add(event.stream());
      }
    }
    streams = found;
  }

  /** Each event twice: by position, and by stream. */
  public List<RecordedEvent> all() {
    return reading(
        journal -> {
          List<RecordedEvent> events = byPosition(journal);
          streams.forEach(stream -> events.addAll(journal.read(stream)));
          return events;
        });
  }

  private static List<RecordedEvent> byPosition(JournalReader journal) {
    List<RecordedEvent> events = new ArrayList<>();
    for (String partition : List.of(StreamId.RUNS, HUB)) {
      journal.readAll(partition, Position.START, events::add);
    }
    return events;
  }

  private List<RecordedEvent> reading(Function<JournalReader, List<RecordedEvent>> read) {
    try (JournalReader journal = SqliteReader.open(file)) {
      return read.apply(journal);
    }
  }
}
