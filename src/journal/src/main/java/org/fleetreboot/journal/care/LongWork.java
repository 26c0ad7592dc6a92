package org.fleetreboot.journal.care;

/** Watches work that takes minutes on a long journal. Called often; fast. */
@FunctionalInterface
public interface LongWork {
  /** Watches nothing. */
  LongWork UNWATCHED = (what, done, total) -> {};

  /**
   * Tells how far it is.
   *
   * @param what what is being done
   * @param done how much of it
   * @param total of how much; 0 if that is unknown
   */
  void show(String what, long done, long total);
}
