package org.fleetreboot.journal.file;

import java.nio.file.Path;
import java.time.InstantSource;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.SqliteReader;

/** Opens the journal in one file on a local disk. */
public final class JournalFile {
  private JournalFile() {}

  /**
   * Opens a journal for writing, and makes it if there is none.
   *
   * @param clock gives {@code recordedAt}
   * @throws JournalInUse if it is open for writing already
   * @throws JournalRefused if the file is no journal, is of a newer version, or cannot be written
   */
  public static Journal open(Path file, InstantSource clock) {
    return open(file, clock, DiskLimits.DEFAULT);
  }

  /** As {@link #open(Path, InstantSource)}, with other limits. */
  public static Journal open(Path file, InstantSource clock, DiskLimits limits) {
    return SqliteJournal.open(file, clock, limits);
  }

  /**
   * Opens a journal for reading, whether or not a program writes to it at the same time. It leaves
   * no file behind that was not there.
   *
   * @throws JournalRefused if there is no such file, or it is no journal, or of a newer version
   */
  public static JournalReader openReadOnly(Path file) {
    return SqliteReader.open(file);
  }
}
