package org.fleetreboot.app.report;

/** Shows the progress of a run. Used by one thread. */
public interface Progress extends AutoCloseable {
  /** Whether it shows each device that settles, so that its snapshots have to name them. */
  boolean tellsEachDevice();

  /** Shows what has changed. */
  void show(Snapshot snapshot);

  /**
   * Shows a remark beside the run until it changes.
   *
   * @param sentence empty for none
   */
  void say(String sentence);

  /** Restores the terminal. */
  @Override
  void close();
}
