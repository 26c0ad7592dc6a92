package org.fleetreboot.journal;

/**
 * Somebody else appended first; nothing of the batch was kept. Reload the stream and decide again.
 */
public final class VersionConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StreamId stream;
  private final long expected;
  private final long actual;

  public VersionConflict(StreamId stream, long expected, long actual) {
    // Without stack trace: it would show the journal's own thread, and races are part of the day.
    super(
        "%s is at version %d, not %d: somebody else was first. Reload it and decide again."
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

  /** The version the writer believed in; 0 = no stream yet. */
  public long expected() {
    return expected;
  }

  /** The version the stream has; 0 = no stream yet. */
  public long actual() {
    return actual;
  }
}
