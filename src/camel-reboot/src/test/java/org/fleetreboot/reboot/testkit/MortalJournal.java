package org.fleetreboot.reboot.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;

/** What one program writes to a journal before it dies, at an append that is not durable then. */
public final class MortalJournal implements Journal {
  private final Journal kept;
  private final Predicate<StreamAppend> last;
  private final CompletableFuture<JournalFailed> failure = new CompletableFuture<>();

  public MortalJournal(Journal kept, Predicate<StreamAppend> last) {
    this.kept = kept;
    this.last = last;
  }

  /** Whether the program has died. */
  public boolean isDead() {
    return failure.isDone();
  }

  @Override
  public synchronized CompletableFuture<Position> append(
      String partition, List<StreamAppend> appends) {
    if (isDead() || appends.stream().anyMatch(last)) {
      JournalFailed death = new JournalFailed("The program has died.");
      failure.complete(death);
      return CompletableFuture.failedFuture(death);
    }
    return kept.append(partition, appends);
  }

  @Override
  public CompletableFuture<Void> saveCheckpoint(
      String subscription, String partition, Position position) {
    return kept.saveCheckpoint(subscription, partition, position);
  }

  @Override
  public CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots) {
    return kept.saveSnapshots(snapshots);
  }

  @Override
  public CompletableFuture<Void> discardSnapshots(int format) {
    return kept.discardSnapshots(format);
  }

  @Override
  public SnapshotReader snapshots() {
    return kept.snapshots();
  }

  @Override
  public CompletionStage<JournalFailed> failure() {
    return failure;
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

  /** Others go on with what is kept. */
  @Override
  public void close() {}
}
