package org.fleetreboot.journal.sqlite;

/** The number a partition is stored under, and the position of its last event. */
record PartitionHead(long partitionNo, long position) {}
