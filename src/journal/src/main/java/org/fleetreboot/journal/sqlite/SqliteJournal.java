package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.CopyTarget;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.SavedCheckpoint;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.sql.write.AppendRequest;
import org.fleetreboot.journal.sql.write.BatchingWriter;
import org.fleetreboot.journal.sql.write.CheckpointRequest;
import org.fleetreboot.journal.sql.write.CopyRequest;
import org.fleetreboot.journal.sql.write.DiscardRequest;
import org.fleetreboot.journal.sql.write.RefoldRequest;
import org.fleetreboot.journal.sql.write.SnapshotRequest;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.fleetreboot.journal.sqlite.refold.ArchivesAtHand;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.fleetreboot.journal.sqlite.write.SqliteTransactions;
import org.fleetreboot.journal.view.FleetView;

/** A journal in one file, for one process. Thread-safe. */
public final class SqliteJournal implements FileJournal, CopyTarget {
  private final Path file;
  private final UUID hold;
  private final BatchingWriter writer;
  private final SqliteReader reader;

  private SqliteJournal(WriterLock lock, BatchingWriter writer, SqliteReader reader) {
    this.file = lock.file();
    this.hold = lock.hold();
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens the file, and creates it if there is none.
   *
   * @throws JournalInUse if it is already open for writing
   * @throws JournalRefused if the file is not a journal, has a newer format, or cannot be written
   */
  public static SqliteJournal open(Path asked, InstantSource clock, DiskLimits limits) {
    return open(asked, clock, limits, LongWork.UNWATCHED, JournalObserver.NONE);
  }

  /**
   * The same, and tells how far it is if it has to rebuild the read models, and what it writes.
   *
   * @throws JournalInUse if it is already open for writing
   * @throws JournalRefused if the file is not a journal, has a newer format, or cannot be written
   */
  public static SqliteJournal open(
      Path asked, InstantSource clock, DiskLimits limits, LongWork work, JournalObserver observer) {
    return open(WriterLock.of(asked), clock, limits, work, observer);
  }

  /**
   * The same for a file that exists.
   *
   * @throws JournalInUse if it is already open for writing
   * @throws JournalRefused if there is no such file, and as {@link #open(Path, InstantSource,
   *     DiskLimits)}
   */
  public static SqliteJournal openExisting(
      Path asked, InstantSource clock, DiskLimits limits, LongWork work, JournalObserver observer) {
    return open(WriterLock.ofExisting(asked), clock, limits, work, observer);
  }

  private static SqliteJournal open(
      WriterLock lock,
      InstantSource clock,
      DiskLimits limits,
      LongWork work,
      JournalObserver observer) {
    Path file = lock.file();
    try {
      SqliteTransactions transactions = SqliteTransactions.open(lock, clock, limits, work);
      BatchingWriter writer = BatchingWriter.start(file.toString(), transactions, observer);
      try {
        return new SqliteJournal(lock, writer, SqliteReader.open(file));
      } catch (RuntimeException failed) {
        writer.close();
        throw failed;
      }
    } catch (SQLException failed) {
      lock.close();
      throw SqliteErrors.whileReading(file, failed);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /**
   * Who currently writes to the file; empty if nobody does.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Optional<Holder> writer(Path file) {
    return WriterLock.writer(file);
  }

  /**
   * When it was last written, according to the file system.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Instant lastWritten(Path file) {
    try {
      Instant last = Files.getLastModifiedTime(file).toInstant();
      Path log = file.resolveSibling(file.getFileName() + "-wal");
      // The write-ahead log, which is newer than the file; an empty one belongs to a reader.
      boolean isLogged = Files.exists(log) && Files.size(log) > 0;
      Instant logged = isLogged ? Files.getLastModifiedTime(log).toInstant() : last;
      return logged.isAfter(last) ? logged : last;
    } catch (IOException failed) {
      throw new JournalRefused(
          "Cannot see when journal %s was last written (%s). Run this as the user that the program runs as."
              .formatted(file, FileErrorReason.of(failed)),
          failed);
    }
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public UUID hold() {
    return hold;
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
  public CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots) {
    SnapshotRequest request = new SnapshotRequest(snapshots);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletableFuture<Void> discardSnapshots(int format) {
    DiscardRequest request = new DiscardRequest(format);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public CompletableFuture<Void> refoldSnapshots(int format, ArchivedStates states, LongWork work) {
    // Before the request, because whatever goes wrong in writing stops the journal.
    ArchivesAtHand.require(file);
    RefoldRequest request = new RefoldRequest(format, states, work);
    writer.submit(request);
    return request.answer();
  }

  @Override
  public SnapshotReader snapshots() {
    return reader.snapshots();
  }

  @Override
  public List<Archive> archives() {
    return reader.archives();
  }

  @Override
  public Optional<Archive> archiveOf(String run) {
    return reader.archiveOf(run);
  }

  @Override
  public FleetView view() {
    return reader.view();
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
