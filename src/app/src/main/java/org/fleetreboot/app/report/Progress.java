package org.fleetreboot.app.report;

/** Shows the progress of a run. Used by one thread. */
public interface Progress extends AutoCloseable {
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
