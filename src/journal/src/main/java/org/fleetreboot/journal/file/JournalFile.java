package org.fleetreboot.journal.file;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.SqliteReader;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

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
  public static FileJournal open(Path file, InstantSource clock) {
    return open(file, clock, DiskLimits.DEFAULT);
  }

  /** As {@link #open(Path, InstantSource)}, with other limits. */
  public static FileJournal open(Path file, InstantSource clock, DiskLimits limits) {
    return SqliteJournal.open(file, clock, limits);
  }

  /**
   * Who writes to the file at the moment; empty when nobody does, or there is no such file.
   *
   * @throws JournalRefused if that cannot be seen
   */
  public static Optional<Holder> writer(Path file) {
    return SqliteJournal.writer(file);
  }

  /**
   * When the file was last written to, as its file system says.
   *
   * @throws JournalRefused if that cannot be seen
   */
  public static Instant lastWritten(Path file) {
    return SqliteJournal.lastWritten(file);
  }

  /**
   * Where that journal is, by what a copy of it does not have.
   *
   * @param name what the operator calls the place; null for nothing
   * @throws JournalRefused if the file cannot be looked at
   */
  public static JournalPlace place(FileJournal journal, @Nullable String name) {
    return FilePlace.of(journal.file(), name);
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
