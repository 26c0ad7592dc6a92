package org.fleetreboot.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.care.LongWork;

/**
 * The append-only store of events.
 *
 * <ul>
 *   <li>A batch is stored as a whole or not at all, and is durable when its future completes.
 *   <li>A stream grows only from the version that its writer expects: of two writers that have seen
 *       the same version, one gets a {@link VersionConflict}.
 *   <li>Batches are taken, and become durable, in the order in which one thread hands them over. A
 *       batch may append to one stream more than once; the later append expects the version after
 *       the earlier one.
 *   <li>A stream is closed if its snapshot is the state after its last event, otherwise it is open.
 *       An append opens its stream.
 *   <li>If anything goes wrong in writing, the journal stops: all waiting and all later requests
 *       get {@link JournalFailed}. It never retries a failed sync, because a second success would
 *       prove nothing.
 *   <li>Continuations of the futures run in order, on one thread of the journal. A slow one delays
 *       the answers behind it, but not the writing. One that waits for another answer waits for
 *       ever: chain them instead.
 * </ul>
 *
 * Thread-safe.
 */
public interface Journal extends JournalReader {

  /**
   * Appends to one or more streams of one partition. May block while the journal is busy.
   *
   * @return the position of the batch's last event; fails with {@link VersionConflict} (nothing was
   *     stored) or {@link JournalFailed} (the journal has stopped)
   * @throws IllegalArgumentException if the batch is empty, or touches another partition
   */
  CompletableFuture<Position> append(String partition, List<StreamAppend> appends);

  /**
   * Saves the position of a subscription, replacing the previous one.
   *
   * @return complete when that is durable; fails with {@link JournalFailed}
   */
  CompletableFuture<Void> saveCheckpoint(String subscription, String partition, Position position);

  /**
   * Saves the states of streams, all or none, each in place of the one before, and so closes the
   * streams. One that is not the state after the last event of its stream is ignored: an append was
   * first.
   *
   * @return complete when that is durable; fails with {@link JournalFailed}
   */
  CompletableFuture<Void> saveSnapshots(List<Snapshot> snapshots);

  /**
   * Throws all snapshots away, so that every stream is open. Only a stream with archived events
   * keeps its snapshot, because it cannot be folded without the archives.
   *
   * @param format of the snapshots that will be saved from now on
   * @return complete when that is durable; fails with {@link JournalFailed}
   */
  CompletableFuture<Void> discardSnapshots(int format);

  /**
   * Throws all snapshots away, so that every stream is open, and makes those of streams with
   * archived events anew from the archives.
   *
   * @param format of the snapshots from now on
   * @param states used on a thread of the journal
   * @return complete when that is durable; fails with {@link JournalFailed}
   * @throws JournalRefused if an archive is missing or damaged; nothing has changed then
   */
  default CompletableFuture<Void> refoldSnapshots(
      int format, ArchivedStates states, LongWork work) {
    return discardSnapshots(format);
  }

  /**
   * Completes normally, with the reason, if a failure stops the journal. The program then ends
   * itself. Never completes otherwise; {@link #close} is not a failure.
   */
  CompletionStage<JournalFailed> failure();

  /** Writes what was accepted, then closes. Later requests get {@link JournalFailed}. */
  @Override
  void close();
}
