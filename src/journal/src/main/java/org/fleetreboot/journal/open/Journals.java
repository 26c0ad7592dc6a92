package org.fleetreboot.journal.open;

import java.time.InstantSource;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.postgres.PostgresJournal;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.postgres.read.PostgresReader;

/** Opens journals wherever they are. */
public final class Journals {
  private Journals() {}

  /**
   * Opens a journal for reading, whoever writes to it.
   *
   * @throws JournalUnreachable if its database does not answer: try again
   * @throws JournalRefused if there is none, or it is of another version
   */
  public static JournalReader openReadOnly(JournalAddress address) {
    return address
        .file()
        .map(JournalFile::openReadOnly)
        .orElseGet(() -> PostgresReader.open(address.database().orElseThrow()));
  }

  /**
   * Opens a journal that several nodes share, and creates its tables if there are none. It has no
   * partition yet.
   *
   * @param node the name of this node for people, such as that of its host
   * @param clock for {@code recordedAt}
   * @param work is told how far it is if a taking has to rebuild read models
   * @param observer is told what is written
   * @throws JournalUnreachable if its database does not answer: try again
   * @throws JournalRefused if the database cannot be used, or not safely
   * @throws IllegalArgumentException if it is a file
   */
  public static SharedJournal openShared(
      JournalAddress address,
      String node,
      InstantSource clock,
      LongWork work,
      JournalObserver observer) {
    return PostgresJournal.open(
        new PostgresSettings(
            address
                .database()
                .orElseThrow(
                    () -> new IllegalArgumentException(address + " is the file of one program.")),
            node),
        clock,
        work,
        observer);
  }
}
