package org.fleetreboot.journal.memory;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.OpenStreams;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.Snapshots;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.projection.FleetFollower;
import org.fleetreboot.journal.view.FleetView;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lasts as long as the process. Thread-safe.
 *
 * <p>A journal from {@link #InMemoryJournal(InstantSource)} writes and acknowledges at once, on the
 * caller's thread. A {@link #stepped} journal does so only when told, so that a simulation can
 * {@link #crash} between any two steps: what is not {@link #write written} is then lost; what is
 * written survives, whether or not it was {@link #acknowledge acknowledged}.
 */
public final class InMemoryJournal implements Journal {
  private final InstantSource clock;
  private final boolean stepped;
  private final FleetFollower follower = new FleetFollower(this);
  private final StoredEvents stored;
  private final Queue<Request<?>> waiting = new ArrayDeque<>();
  private final Queue<Request<?>> written = new ArrayDeque<>();
  private final CompletableFuture<JournalFailed> failure = new CompletableFuture<>();
  private @Nullable JournalFailed stopped;

  /** An empty journal that writes and acknowledges at once. */
  public InMemoryJournal(InstantSource clock) {
    this(clock, false, new StoredEvents());
  }

  private InMemoryJournal(InstantSource clock, boolean stepped, StoredEvents stored) {
    this.clock = clock;
    this.stepped = stepped;
    this.stored = stored;
  }

  /**
   * An empty journal that writes only on {@link #write} and acknowledges only on {@link
   * #acknowledge}.
   */
  public static InMemoryJournal stepped(InstantSource clock) {
    return new InMemoryJournal(clock, true, new StoredEvents());
  }

  @Override
  public CompletableFuture<Position> append(String partition, List<StreamAppend> appends) {
    List<StreamAppend> batch = StreamAppend.batch(partition, appends);
    return submit(() -> stored.append(partition, batch, clock.instant()));
  }

  @Override
  public FleetView view() {
    return follower.refresh();
  }

  @Override
  public CompletableFuture<Void> saveCheckpoint(
      String subscription, String partition, Position position) {
    return submit(() -> stored.saveCheckpoint(subscription, partition, position));
  }

  @Override
  public CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots) {
    List<Snapshot> batch = List.copyOf(snapshots);
    return submit(() -> stored.saveSnapshots(batch));
  }

  @Override
  public CompletableFuture<Void> discardSnapshots(int format) {
    return submit(() -> stored.discardSnapshots(format));
  }

  private <T> CompletableFuture<T> submit(Supplier<T> write) {
    Request<T> request = new Request<>(write);
    JournalFailed refusal = queue(request);
    if (refusal != null) {
      request.fail(refusal);
    } else if (!stepped) {
      commit();
    }
    return request.answer();
  }

  private synchronized @Nullable JournalFailed queue(Request<?> request) {
    if (stopped == null) {
      waiting.add(request);
    }
    return stopped;
  }

  /** How many requests are not yet written. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** Writes all waiting requests, in order, without acknowledging them. */
  public synchronized void write() {
    for (Request<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.write();
      written.add(next);
    }
  }

  /** Completes the futures of all written requests, in order, on the caller's thread. */
  public void acknowledge() {
    for (Request<?> next = nextWritten(); next != null; next = nextWritten()) {
      next.acknowledge();
    }
  }

  private synchronized @Nullable Request<?> nextWritten() {
    return written.poll();
  }

  /** Writes and acknowledges all waiting requests. */
  public void commit() {
    write();
    acknowledge();
  }

  /**
   * Stops this journal as a broken disk would: all unacknowledged and all later requests get {@link
   * JournalFailed}. What was written stays readable, here and after {@link #crash}.
   */
  public void fail(String reason) {
    JournalFailed failed = new JournalFailed(reason);
    stop(failed).forEach(request -> request.fail(failed));
    failure.complete(failed);
  }

  /**
   * Ends this journal without completing any future, and returns the one that a restarted program
   * finds, with all that was written and nothing else.
   */
  public synchronized InMemoryJournal crash() {
    stop(new JournalFailed("The program has crashed."));
    return new InMemoryJournal(clock, stepped, stored.copy());
  }

  @Override
  public void close() {
    commit();
    stop(new JournalFailed("The journal is closed: nothing was written."));
  }

  /** Accepts nothing more, and returns the unanswered requests. */
  private synchronized List<Request<?>> stop(JournalFailed refusal) {
    stopped = refusal;
    List<Request<?>> unanswered = new ArrayList<>(written);
    unanswered.addAll(waiting);
    written.clear();
    waiting.clear();
    return unanswered;
  }

  @Override
  public CompletionStage<JournalFailed> failure() {
    return failure.minimalCompletionStage();
  }

  @Override
  public synchronized List<RecordedEvent> read(StreamId stream) {
    return List.copyOf(stored.stream(stream));
  }

  @Override
  public synchronized List<RecordedEvent> readAll(String partition, Position after, int max) {
    return List.copyOf(stored.after(partition, after, JournalReader.pageSize(max)));
  }

  @Override
  public synchronized List<String> partitions() {
    return stored.partitions();
  }

  @Override
  public synchronized Position head(String partition) {
    return stored.head(partition);
  }

  @Override
  public synchronized Optional<Position> checkpoint(String subscription, String partition) {
    return stored.checkpoint(subscription, partition);
  }

  @Override
  public SnapshotReader snapshots() {
    return new Reader();
  }

  private final class Reader implements SnapshotReader {
    @Override
    public Snapshots of(Collection<StreamId> streams) {
      synchronized (InMemoryJournal.this) {
        return stored.snapshots().of(streams, stored::version);
      }
    }

    @Override
    public int format() {
      synchronized (InMemoryJournal.this) {
        return stored.snapshots().format();
      }
    }

    @Override
    public void readAll(Consumer<Snapshot> each) {
      List<Snapshot> all;
      synchronized (InMemoryJournal.this) {
        all = stored.snapshots().all();
      }
      all.forEach(each);
    }

    @Override
    public void readOpen(String partition, OpenStreams to) {
      List<Snapshot> bases;
      List<RecordedEvent> open;
      synchronized (InMemoryJournal.this) {
        StoredSnapshots snapshots = stored.snapshots();
        bases = snapshots.bases(partition, stored::version);
        open = stored.partition(partition).stream().filter(snapshots::isBehind).toList();
      }
      to.expectAtMost(open.size());
      bases.forEach(to::base);
      open.forEach(to::event);
    }
  }
}
