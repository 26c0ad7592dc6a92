package org.fleetreboot.journal.sqlite.refold;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.read.SqliteReader;

/**
 * Folds the streams with archived events, one archive after the other, and saves a snapshot of each
 * at the first version, from the last archived one on, at which it is at rest. The events after it
 * are in the journal.
 */
final class ArchivedStreamFold {
  private static final int EVERY = 10_000;

  private final Connection connection;
  private final Path file;
  private final ArchivedStates states;
  private final LongWork work;
  private final Map<StreamId, Archived> open = new HashMap<>();
  private final List<Saved> full = new ArrayList<>();
  private long folded;
  private long total;

  ArchivedStreamFold(Connection connection, Path file, ArchivedStates states, LongWork work) {
    this.connection = connection;
    this.file = file;
    this.states = states;
    this.work = work;
  }

  /** Folds and saves, in the transaction of the connection. */
  void run() throws SQLException {
    findStreams();
    if (open.isEmpty()) {
      return;
    }
    List<ArchiveRow> archives = ArchivesAtHand.withEvents(connection);
    total = archives.stream().mapToLong(ArchiveRow::events).sum();
    for (ArchiveRow archive : archives) {
      try (JournalReader reader = SqliteReader.open(file.resolveSibling(archive.file()))) {
        for (String partition : reader.partitions()) {
          reader.readAll(partition, Position.START, this::archived);
        }
      }
      save();
    }
    foldTails();
    save();
    work.show("Folding archived events", total, total);
  }

  private void findStreams() throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT p.name, s.name, s.stream_no, s.archived_version FROM stream s"
                    + " JOIN partition p USING(partition_no) WHERE s.archived_version > 0")) {
      while (row.next()) {
        open.put(
            new StreamId(row.getString(1), row.getString(2)),
            new Archived(row.getLong(3), row.getLong(4)));
      }
    }
  }

  /** An archive whose move was cut short has events that have not left. */
  private void archived(RecordedEvent event) {
    Archived stream = open.get(event.stream());
    if (stream != null && event.version() <= stream.last) {
      fold(event, stream);
    }
    if (++folded % EVERY == 0) {
      work.show("Folding archived events", folded, Math.max(folded, total));
    }
  }

  /** Those that were not at rest when their last archived event was recorded. */
  private void foldTails() {
    Map<StreamId, Archived> tails = new HashMap<>(open);
    try (JournalReader reader = SqliteReader.open(file)) {
      tails.forEach(
          (id, stream) -> {
            for (RecordedEvent event : reader.read(id)) {
              if (open.containsKey(id)) {
                fold(event, stream);
              }
            }
          });
    }
    if (!open.isEmpty()) {
      throw incomplete(open.keySet().iterator().next());
    }
  }

  private void fold(RecordedEvent event, Archived stream) {
    if (event.version() <= stream.done) {
      return;
    }
    if (event.version() != stream.done + 1) {
      throw incomplete(event.stream());
    }
    states.event(event);
    stream.done = event.version();
    if (stream.done >= stream.last) {
      Snapshot snapshot = states.leave(event.stream(), stream.done);
      if (snapshot != null) {
        open.remove(event.stream());
        full.add(new Saved(stream.no, snapshot));
      }
    }
  }

  private JournalDamaged incomplete(StreamId stream) {
    return new JournalDamaged(
        file, "events of %s are neither in it nor in its archives".formatted(stream.name()));
  }

  private void save() throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)")) {
      for (Saved one : full) {
        row.setLong(1, one.streamNo());
        row.setLong(2, one.snapshot().version());
        row.setBytes(3, one.snapshot().state());
        row.addBatch();
      }
      row.executeBatch();
    }
    full.clear();
  }

  private record Saved(long streamNo, Snapshot snapshot) {}

  /** A stream with archived events, and how much of it is folded. */
  private static final class Archived {
    private final long no;
    private final long last;
    private long done;

    Archived(long no, long last) {
      this.no = no;
      this.last = last;
    }
  }
}
