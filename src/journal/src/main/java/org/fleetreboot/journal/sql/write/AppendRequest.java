package org.fleetreboot.journal.sql.write;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.NewEvent;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.VersionConflict;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.jspecify.annotations.Nullable;

/** One caller's batch. */
public final class AppendRequest implements Request {
  private final String partition;
  private final List<StreamAppend> appends;
  private final int rows;
  private final CompletableFuture<Position> answer = new CompletableFuture<>();
  private Position last = Position.START;
  private @Nullable RuntimeException refusal;

  public AppendRequest(String partition, List<StreamAppend> appends) {
    this.partition = partition;
    this.appends = StreamAppend.batch(partition, appends);
    this.rows = rows(this.appends);
  }

  private static int rows(List<StreamAppend> appends) {
    int rows = 0;
    for (StreamAppend append : appends) {
      rows += append.events().size();
    }
    return rows;
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
    refusal = null;
    heads.requireOwned(partition);
    List<StreamHead> advanced = new ArrayList<>(appends.size());
    VersionConflict conflict = advance(heads, advanced);
    if (conflict == null) {
      insert(heads, advanced, tables, nowMillis);
    } else {
      refusal = conflict;
      takeBack(advanced);
      tables.requireWhole(conflict.stream(), heads.version(conflict.stream()));
    }
  }

  /** Advances the streams up to the first that is not where the caller expects it. */
  private @Nullable VersionConflict advance(Heads heads, List<StreamHead> advanced)
      throws SQLException {
    for (StreamAppend append : appends) {
      StreamHead head = heads.stream(append.stream());
      if (head.version != append.expectedVersion()) {
        return new VersionConflict(append.stream(), append.expectedVersion(), head.version);
      }
      head.version = append.lastVersion();
      advanced.add(head);
    }
    return null;
  }

  private void takeBack(List<StreamHead> advanced) {
    for (int i = advanced.size() - 1; i >= 0; i--) {
      advanced.get(i).version = appends.get(i).expectedVersion();
    }
  }

  private void insert(Heads heads, List<StreamHead> advanced, Tables tables, long nowMillis)
      throws SQLException {
    PartitionHead head = heads.touch(partition);
    for (int i = 0; i < appends.size(); i++) {
      StreamAppend append = appends.get(i);
      long streamNo = heads.open(append.stream(), advanced.get(i));
      long version = append.expectedVersion();
      for (NewEvent event : append.events()) {
        head = tables.addEvent(head, append.stream(), streamNo, ++version, event, nowMillis);
      }
    }
    heads.advance(partition, head);
    last = new Position(head.position());
  }

  @Override
  public void refuse(PartitionLost lost) {
    refusal = lost;
  }

  @Override
  public void acknowledge() {
    if (refusal == null) {
      answer.complete(last);
    } else {
      answer.completeExceptionally(refusal);
    }
  }

  @Override
  public void fail(JournalFailed failed) {
    answer.completeExceptionally(failed);
  }
}
