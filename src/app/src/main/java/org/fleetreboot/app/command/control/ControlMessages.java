package org.fleetreboot.app.command.control;

/**
 * What a command prints.
 *
 * @param done the running program has done it
 * @param recorded it is recorded in the journal, because no program runs
 * @param already it changes nothing
 */
record ControlMessages(String done, String recorded, String already) {
  /** For a command that takes effect in the journal, whoever writes to it. */
  ControlMessages(String done, String already) {
    this(done, done, already);
  }
}
