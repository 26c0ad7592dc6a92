package org.fleetreboot.journal.sql.snapshot;

import org.fleetreboot.journal.Snapshot;

/** A stored snapshot, and the number of its stream. */
public record SnapshotRow(long streamNo, Snapshot snapshot) {}
