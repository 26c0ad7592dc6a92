package org.fleetreboot.journal.postgres.write;

import org.fleetreboot.journal.sql.event.PartitionHead;

/**
 * A partition that this node has taken.
 *
 * @param epoch of the taking
 * @param head its last durable event
 * @param lastStreamNo the number of its newest durable stream
 */
record Owned(String name, long epoch, PartitionHead head, long lastStreamNo) {
  Owned with(PartitionHead next, long streamNo) {
    return new Owned(name, epoch, next, streamNo);
  }
}
