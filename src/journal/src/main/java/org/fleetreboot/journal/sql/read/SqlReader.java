package org.fleetreboot.journal.sql.read;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SavedCheckpoint;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;

/** Reads a journal over some connections of any database. Thread-safe. */
public abstract class SqlReader implements JournalReader {
  /** A question to one connection. */
  public interface Query<T> {
    T on(ReadStatements statements) throws SQLException;
  }

  /** Asks a connection that nobody else uses meanwhile. */
  protected abstract <T> T query(Query<T> query);

  /** Asks one state of the database. */
  protected final <T> T snapshot(ReadTransactions.Query<T> query) {
    return query(statements -> statements.snapshot(query));
  }

  @Override
  public final List<RecordedEvent> read(StreamId stream) {
    return query(statements -> statements.stream(stream, 0, Integer.MAX_VALUE));
  }

  @Override
  public final List<RecordedEvent> read(StreamId stream, long after, int max) {
    return query(statements -> statements.stream(stream, after, JournalReader.pageSize(max)));
  }

  @Override
  public final List<RecordedEvent> readAll(String partition, Position after, int max) {
    return query(statements -> statements.page(partition, after, JournalReader.pageSize(max)));
  }

  @Override
  public final List<String> partitions() {
    return query(ReadStatements::partitions);
  }

  @Override
  public final Position head(String partition) {
    return query(statements -> statements.head(partition));
  }

  @Override
  public final Optional<ChainHead> chain(String partition, Position at) {
    return query(statements -> statements.chain(partition, at));
  }

  @Override
  public final List<SavedCheckpoint> checkpoints() {
    return query(ReadStatements::checkpoints);
  }

  @Override
  public final Optional<Position> checkpoint(String subscription, String partition) {
    return query(statements -> statements.checkpoint(subscription, partition));
  }
}
