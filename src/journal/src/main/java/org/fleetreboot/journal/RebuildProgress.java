package org.fleetreboot.journal;

/** Is told how far a journal has come in rebuilding what it derives from its events. */
public interface RebuildProgress {
  /** Tells nobody. */
  RebuildProgress NONE = (done, total) -> {};

  /** So many events of all are done; called many times a second, on the rebuilding thread. */
  void at(long done, long total);
}
