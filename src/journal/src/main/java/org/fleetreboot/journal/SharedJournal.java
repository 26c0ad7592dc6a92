package org.fleetreboot.journal;

import java.util.concurrent.CompletableFuture;

/**
 * A journal that several nodes share. Each partition is written by the one node that has taken it;
 * all nodes read all partitions. Appends, checkpoints and snapshots of a partition that this node
 * does not have fail with {@link PartitionLost}.
 *
 * <p>While the database cannot be reached, requests wait: a commit whose outcome is unknown is
 * looked up when it can be reached again, and never repeated blindly. Reads fail with {@link
 * JournalUnreachable}.
 */
public interface SharedJournal extends Journal {

  /**
   * Takes a partition from whoever has it, and creates it if there is none. The node that had it is
   * refused from then on, whatever it has under way; what it has committed is there.
   *
   * @return where the partition ends; fails with {@link JournalFailed}
   */
  CompletableFuture<Ownership> take(String partition);

  /**
   * Gives a partition back, after all that was requested before. Nothing happens if this node does
   * not have it.
   */
  CompletableFuture<Void> release(String partition);

  /**
   * What this node may write to.
   *
   * @param epoch grows with each taking of the partition, by whomever
   * @param head of the partition when it was taken
   */
  record Ownership(String partition, long epoch, Position head) {}
}
