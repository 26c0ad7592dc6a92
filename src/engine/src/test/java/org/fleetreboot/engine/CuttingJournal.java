package org.fleetreboot.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;

/** A journal whose program dies at a chosen append: just before it is durable, or just after. */
final class CuttingJournal implements Journal {
  private final Journal kept;
  private int appendsLeft = Integer.MAX_VALUE;
  private boolean afterwards;

  CuttingJournal(Journal kept) {
    this.kept = kept;
  }

  /** Dies at the n-th append from now, from 1. */
  void cutAt(int n, boolean afterItIsDurable) {
    appendsLeft = n;
    afterwards = afterItIsDurable;
  }

  @Override
  public CompletableFuture<Position> append(String partition, List<StreamAppend> appends) {
    boolean cut = --appendsLeft == 0;
    if (cut && !afterwards) {
      throw new Cut();
    }
    CompletableFuture<Position> position = kept.append(partition, appends);
    if (cut) {
      throw new Cut();
    }
    return position;
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

  /** The death of the program. */
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
