package org.fleetreboot.journal.sqlite;

import org.fleetreboot.journal.Snapshot;

/** A stored snapshot, and the number of its stream. */
record SnapshotRow(long streamNo, Snapshot snapshot) {}
