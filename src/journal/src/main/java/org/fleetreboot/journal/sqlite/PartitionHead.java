package org.fleetreboot.journal.sqlite;

/**
 * Where a partition ends.
 *
 * @param partitionNo the number it is stored under
 * @param position of its last event
 * @param hash of its last event; not to be changed
 */
// An array, because it goes from the digest to the row; nobody compares heads.
@SuppressWarnings("ArrayRecordComponent")
record PartitionHead(long partitionNo, long position, byte[] hash) {}
