package org.fleetreboot.journal;

import java.util.Arrays;

/**
 * The state of one stream after one of its events. It saves folding the events before, and is never
 * the truth: whoever cannot read it folds the stream.
 *
 * @param version of the last event that is in the state, from 1
 * @param state shared, not copied, so it must not be changed
 */
// An array, because content is never copied on the way to the disk; equals compares the content.
@SuppressWarnings("ArrayRecordComponent")
public record Snapshot(StreamId stream, long version, byte[] state) {
  public Snapshot {
    if (version < 1) {
      throw new IllegalArgumentException("A snapshot of " + stream.name() + " needs an event.");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot that
        && stream.equals(that.stream)
        && version == that.version
        && Arrays.equals(state, that.state);
  }

  @Override
  public int hashCode() {
    return 31 * stream.hashCode() + Long.hashCode(version);
  }

  @Override
  public String toString() {
    return "Snapshot[%s, version %d, %d bytes]".formatted(stream.name(), version, state.length);
  }
}
