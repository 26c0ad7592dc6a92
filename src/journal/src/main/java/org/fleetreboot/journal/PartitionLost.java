package org.fleetreboot.journal;

/**
 * A partition does not belong to this node, so nothing of the batch was stored: an expected race.
 * The node that it belongs to goes on from its last durable event.
 */
public final class PartitionLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String partition;

  private PartitionLost(String partition, String message) {
    // Without a stack trace: it would show the journal's own thread, and races are normal.
    super(message, null, false, false);
    this.partition = partition;
  }

  /** Another node has taken it, or this one has never had it, or has given it back. */
  public static PartitionLost of(String partition) {
    return new PartitionLost(
        partition,
        "%s does not belong to this node, so nothing was written: the node that has taken it goes on from its last event."
            .formatted(partition));
  }

  /** As {@link #of}, when the connection was lost in the middle of a commit. */
  public static PartitionLost inDoubt(String partition) {
    return new PartitionLost(
        partition,
        "%s was taken by another node while this one had no connection: whether the last batch was written is for that node to see, which goes on from the last event."
            .formatted(partition));
  }

  public String partition() {
    return partition;
  }
}
