package org.fleetreboot.journal.sqlite;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition ends.
 *
 * @param partitionNo the number it is stored under
 * @param position of its last event
 * @param hash of its last event; not to be changed
 */
// An array, because it goes from the digest to the row.
@SuppressWarnings("ArrayRecordComponent")
record PartitionHead(long partitionNo, long position, byte[] hash) {
  boolean isSameAs(@Nullable PartitionHead other) {
    return other != null
        && partitionNo == other.partitionNo
        && position == other.position
        && Arrays.equals(hash, other.hash);
  }
}
