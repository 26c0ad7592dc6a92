package org.fleetreboot.journal;

/**
 * Another writer appended first; nothing of the batch was stored. Reload the stream and decide
 * again.
 */
public final class VersionConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StreamId stream;
  private final long expected;
  private final long actual;

  public VersionConflict(StreamId stream, long expected, long actual) {
    // Without a stack trace: it would show the journal's own thread, and races are normal.
    super(
        "%s is at version %d, not %d: another writer was first. Reload it and decide again."
            .formatted(stream.name(), actual, expected),
        null,
        false,
        false);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }

  public StreamId stream() {
    return stream;
  }

  /** The version that the writer expected; 0 = no stream yet. */
  public long expected() {
    return expected;
  }

  /** The version of the stream; 0 = no stream yet. */
  public long actual() {
    return actual;
  }
}
