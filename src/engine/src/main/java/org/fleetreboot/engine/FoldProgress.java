package org.fleetreboot.engine;

/** Is told how far the fold of a journal has come. */
@FunctionalInterface
public interface FoldProgress {
  /** Tells nobody. */
  FoldProgress NONE = (folded, atMost) -> {};

  /**
   * So many events are folded, of at most so many. Called every few thousand events, and at the
   * end.
   */
  void folded(long folded, long atMost);
}
