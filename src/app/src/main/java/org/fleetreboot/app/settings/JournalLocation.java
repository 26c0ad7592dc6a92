package org.fleetreboot.app.settings;

import java.nio.file.Path;
import java.util.Optional;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.open.JournalAddress;

/**
 * Where a journal is: in a file of this machine, or in a database that several nodes share. Its
 * text form is for people, and has no password.
 */
public sealed interface JournalLocation permits JournalInFile, JournalInDatabase {

  /** That of the setting {@code reboot.journal}. */
  static JournalLocation of(Settings settings, ProcessEnvironment environment) {
    JournalAddress address = JournalSetting.address(settings, environment);
    return address
        .database()
        .<JournalLocation>map(
            database ->
                new JournalInDatabase(database, settings.machineFolders(environment).state()))
        .orElseGet(() -> new JournalInFile(address.file().orElseThrow()));
  }

  /**
   * Whether there is a journal.
   *
   * @throws org.fleetreboot.journal.JournalUnreachable if a database does not answer
   */
  boolean isThere();

  /**
   * Opens it for reading, whether or not a program writes to it.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure when there is none
   * @throws org.fleetreboot.journal.JournalRefused if it is not a readable journal
   * @throws org.fleetreboot.journal.JournalUnreachable if a database does not answer
   */
  JournalReader openReadOnly();

  /**
   * A program of this machine that works with it; empty if there is none.
   *
   * @throws org.fleetreboot.journal.JournalRefused if this cannot be determined
   */
  Optional<Holder> program();

  /** The file in which that program leaves its address and token for commands. */
  Path apiFile(Holder program);

  /** How a command names one of its archives. */
  String nameOf(Archive archive);

  /** A short name for lists and reports. */
  String shortName();
}
