package org.fleetreboot.app.settings;

/** How the log is written. */
public enum LogFormat {
  /** A line for people. */
  TEXT,
  /** A JSON object in each line, for programs that collect logs. */
  JSON
}
