package org.fleetreboot.journal.sql.write;

/** Where a stream ends: one object for each stream in memory, so that it is looked up once. */
final class StreamHead {
  /** The number of a stream that is not stored. */
  static final long NONE = 0;

  /** The number it is stored under. */
  long streamNo;

  /** The version of its last event; 0 if there is none. */
  long version;

  /** Whether its snapshot is not of that version. */
  boolean open;

  StreamHead(long streamNo, long version, boolean open) {
    this.streamNo = streamNo;
    this.version = version;
    this.open = open;
  }

  boolean isStored() {
    return streamNo != NONE;
  }
}
