package org.fleetreboot.app.report;

/** Shows how a run goes on. Used by one thread. */
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
