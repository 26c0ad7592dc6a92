package org.fleetreboot.app.report;

/** Shows the progress of a run. Used by one thread. */
public interface Progress extends AutoCloseable {
  /** Shows what has changed. */
  void show(Snapshot snapshot);

  /**
   * Says something beside the run, until it is something else.
   *
   * @param sentence empty for nothing more
   */
  void say(String sentence);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
