package org.fleetreboot.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;

/** A journal whose program dies at a chosen write: just before it is durable, or just after. */
final class CuttingJournal implements Journal {
  private final Journal kept;
  private int writesLeft = Integer.MAX_VALUE;
  private boolean afterwards;

  CuttingJournal(Journal kept) {
    this.kept = kept;
  }

  /** Dies at the n-th append or saving of snapshots from now, from 1. */
  void cutAt(int n, boolean afterItIsDurable) {
    writesLeft = n;
    afterwards = afterItIsDurable;
  }

  @Override
  public CompletableFuture<Position> append(String partition, List<StreamAppend> appends) {
    return write(() -> kept.append(partition, appends));
  }

  @Override
  public CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots) {
    return write(() -> kept.saveSnapshots(snapshots));
  }

  @Override
  public CompletableFuture<Void> discardSnapshots(int format) {
    return write(() -> kept.discardSnapshots(format));
  }

  private <T> CompletableFuture<T> write(Supplier<CompletableFuture<T>> write) {
    boolean cut = --writesLeft == 0;
    if (cut && !afterwards) {
      throw new Cut();
    }
    CompletableFuture<T> answer = write.get();
    if (cut) {
      throw new Cut();
    }
    return answer;
  }

  @Override
  public SnapshotReader snapshots() {
    return kept.snapshots();
  }

  @Override
  public CompletableFuture<Void> saveCheckpoint(
      String subscription, String partition, Position position) {
    return kept.saveCheckpoint(subscription, partition, position);
  }

  @Override
  public CompletionStage<JournalFailed> failure() {
    return kept.failure();
  }

  @Override
  public List<RecordedEvent> read(StreamId stream) {
    return kept.read(stream);
  }

  @Override
  public List<RecordedEvent> readAll(String partition, Position after, int max) {
    return kept.readAll(partition, after, max);
  }

  @Override
  public List<String> partitions() {
    return kept.partitions();
  }

  @Override
  public Position head(String partition) {
    return kept.head(partition);
  }

  @Override
  public Optional<Position> checkpoint(String subscription, String partition) {
    return kept.checkpoint(subscription, partition);
  }

  @Override
  public FleetView view() {
    return kept.view();
  }

  @Override
  public void close() {}

  /** The death of the program; an error, because nobody survives it. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;
  }
}
