package org.fleetreboot.journal.sqlite.write;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.VersionConflict;
import org.fleetreboot.journal.sqlite.event.PartitionHead;
import org.jspecify.annotations.Nullable;

/** One caller's batch. */
public final class AppendRequest implements Request {
  private final String partition;
  private final List<StreamAppend> appends;
  private final int rows;
  private final CompletableFuture<Position> answer = new CompletableFuture<>();
  private Position last = Position.START;
  private @Nullable VersionConflict conflict;

  public AppendRequest(String partition, List<StreamAppend> appends) {
    this.partition = partition;
    this.appends = StreamAppend.batch(partition, appends);
    this.rows = this.appends.stream().mapToInt(append -> append.events().size()).sum();
  }

  public CompletableFuture<Position> answer() {
    return answer;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void write(Heads heads, Tables tables, long nowMillis) throws SQLException {
    conflict = conflict(heads);
    if (conflict == null) {
      insert(heads, tables, nowMillis);
    } else {
      tables.requireWhole(conflict.stream(), heads.version(conflict.stream()));
    }
  }

  private @Nullable VersionConflict conflict(Heads heads) throws SQLException {
    Map<StreamId, Long> own = new HashMap<>();
    for (StreamAppend append : appends) {
      StreamId stream = append.stream();
      Long earlier = own.put(stream, append.lastVersion());
      long actual = earlier == null ? heads.version(stream) : earlier;
      if (actual != append.expectedVersion()) {
        return new VersionConflict(stream, append.expectedVersion(), actual);
      }
    }
    return null;
  }

  private void insert(Heads heads, Tables tables, long nowMillis) throws SQLException {
    PartitionHead head = heads.partition(partition);
    for (StreamAppend append : appends) {
      long streamNo = heads.advance(append.stream(), append.lastVersion());
      long version = append.expectedVersion();
      for (NewEvent event : append.events()) {
        head = tables.addEvent(head, append.stream(), streamNo, ++version, event, nowMillis);
      }
    }
    heads.advance(partition, head);
    last = new Position(head.position());
  }

  @Override
  public void acknowledge() {
    if (conflict == null) {
      answer.complete(last);
    } else {
      answer.completeExceptionally(conflict);
    }
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
