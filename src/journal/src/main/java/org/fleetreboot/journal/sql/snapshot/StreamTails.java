package org.fleetreboot.journal.sql.snapshot;

import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * The tails of the open streams of a partition: their events behind their snapshots.
 *
 * @param after the open streams, each with the version that its snapshot covers; 0 for none
 * @param bases those snapshots
 * @param sequences of the events, in order; null if there are so many that the whole partition is
 *     read instead
 */
// An array, because there may be a million.
@SuppressWarnings("ArrayRecordComponent")
public record StreamTails(
    Map<StreamId, Long> after, List<Snapshot> bases, long @Nullable [] sequences) {}
