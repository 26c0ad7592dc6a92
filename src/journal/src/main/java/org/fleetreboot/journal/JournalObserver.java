package org.fleetreboot.journal;

/**
 * Is told what the writer of a journal does, on the writer's own thread: there is time to count it,
 * and for nothing else. What it throws stops the journal.
 */
public interface JournalObserver {
  JournalObserver NONE = new JournalObserver() {};

  /**
   * A transaction begins.
   *
   * @param rows about how many events and snapshots it writes
   */
  default void commitBegins(int rows) {}

  /** It is durable. Not called if it fails, which stops the journal. */
  default void commitEnds() {}
}
