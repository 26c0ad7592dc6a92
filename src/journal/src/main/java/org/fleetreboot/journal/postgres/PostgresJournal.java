package org.fleetreboot.journal.postgres;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.CopyTarget;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SavedCheckpoint;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.connect.PostgresSchema;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.journal.postgres.write.PostgresTransactions;
import org.fleetreboot.journal.postgres.write.TakeRequest;
import org.fleetreboot.journal.sql.write.AppendRequest;
import org.fleetreboot.journal.sql.write.BatchingWriter;
import org.fleetreboot.journal.sql.write.CheckpointRequest;
import org.fleetreboot.journal.sql.write.CopyRequest;
import org.fleetreboot.journal.sql.write.DiscardRequest;
import org.fleetreboot.journal.sql.write.SnapshotRequest;
import org.fleetreboot.journal.view.FleetView;

/** One node's journal in PostgreSQL, which other nodes write to as well. Thread-safe. */
public final class PostgresJournal implements SharedJournal, CopyTarget {
  private final UUID hold;
  private final BatchingWriter writer;
  private final PostgresReader reader;

  private PostgresJournal(UUID hold, BatchingWriter writer, PostgresReader reader) {
    this.hold = hold;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens the journal, and creates its tables if there are none. It has no partition yet.
   *
   * @param clock for {@code recordedAt}
   * @param work is told how far it is if a taking has to rebuild read models
   * @param observer is told what is written
   * @throws JournalUnreachable if the server does not answer: try again
   * @throws JournalRefused if the database cannot be used, or not safely
   */
  public static PostgresJournal open(
      PostgresSettings settings, InstantSource clock, LongWork work, JournalObserver observer) {
    UUID hold = UUID.randomUUID();
    try {
      PostgresSchema.migrate(settings.address());
      PostgresTransactions transactions = PostgresTransactions.open(settings, clock, work, hold);
      return new PostgresJournal(
          hold,
          BatchingWriter.start(settings.address().toString(), transactions, observer),
          PostgresReader.of(settings.address(), hold));
    } catch (SQLException failed) {
      throw PostgresErrors.whileOpening(settings.address(), failed);
    }
  }

  /** Identifies this opening of the journal. */
  public UUID hold() {
    return hold;
  }

  @Override
  public CompletableFuture<Ownership> take(String partition) {
    TakeRequest request = TakeRequest.take(partition);
    writer.submit(request);
    return request.answer();
  }

  /** As {@link #take}, and makes the read models anew that its events write. */
  public CompletableFuture<Ownership> takeAndRebuild(String partition) {
    TakeRequest request = TakeRequest.takeAndRebuild(partition);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletableFuture<Void> release(String partition) {
    TakeRequest request = TakeRequest.giveBack(partition);
    writer.submit(request);
    return request.answer().thenApply(nothing -> null);
  }

  @Override
  public CompletableFuture<Position> append(String partition, List<StreamAppend> appends) {
    AppendRequest request = new AppendRequest(partition, appends);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletableFuture<Position> copy(String partition, List<RecordedEvent> events) {
    CopyRequest request = new CopyRequest(partition, events);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public List<SavedCheckpoint> checkpoints() {
    return reader.checkpoints();
  }

  @Override
  public CompletableFuture<Void> saveCheckpoint(
      String subscription, String partition, Position position) {
    CheckpointRequest request = new CheckpointRequest(subscription, partition, position);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots) {
    SnapshotRequest request = new SnapshotRequest(snapshots);
    writer.submit(request);
    return request.answer();
  }

  /** Those of the partitions that this node has. */
  @Override
  public CompletableFuture<Void> discardSnapshots(int format) {
    DiscardRequest request = new DiscardRequest(format);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletionStage<JournalFailed> failure() {
    return writer.failure();
  }

  @Override
  public List<RecordedEvent> read(StreamId stream) {
    return reader.read(stream);
  }

  @Override
  public List<RecordedEvent> read(StreamId stream, long after, int max) {
    return reader.read(stream, after, max);
  }

  @Override
  public List<RecordedEvent> readAll(String partition, Position after, int max) {
    return reader.readAll(partition, after, max);
  }

  @Override
  public List<String> partitions() {
    return reader.partitions();
  }

  @Override
  public Position head(String partition) {
    return reader.head(partition);
  }

  @Override
  public Optional<ChainHead> chain(String partition, Position at) {
    return reader.chain(partition, at);
  }

  @Override
  public Optional<Position> checkpoint(String subscription, String partition) {
    return reader.checkpoint(subscription, partition);
  }

  @Override
  public SnapshotReader snapshots() {
    return reader.snapshots();
  }

  @Override
  public FleetView view() {
    return reader.view();
  }

  /** Writes what was accepted, gives the partitions back, then closes. */
  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
