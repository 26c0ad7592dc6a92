package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/** Folds the streams that have archived events, to make their snapshots anew. */
public interface ArchivedStates {
  /** The next event of one of them; those of one stream come in the order of their versions. */
  void event(RecordedEvent event);

  /**
   * The state after the last event of a stream, which is then forgotten; null, and nothing is
   * forgotten, if the stream is not at rest there.
   */
  @Nullable Snapshot leave(StreamId stream, long version);
}
