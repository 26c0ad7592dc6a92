package org.fleetreboot.journal.file;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.fleetreboot.journal.ArchiveReport;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.lock.FileSystemType;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.archive.move.Archiver;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/** Opens the journal in one file on a local disk. */
public final class JournalFile {
  private JournalFile() {}

  /**
   * Opens a journal for writing, and creates it if there is none.
   *
   * @param clock for {@code recordedAt}
   * @throws JournalInUse if it is already open for writing
   * @throws JournalRefused if the file is not a journal, has a newer format, or cannot be written
   */
  public static FileJournal open(Path file, InstantSource clock) {
    return open(file, clock, DiskLimits.DEFAULT);
  }

  /** As {@link #open(Path, InstantSource)}, with other limits. */
  public static FileJournal open(Path file, InstantSource clock, DiskLimits limits) {
    return SqliteJournal.open(file, clock, limits);
  }

  /**
   * As {@link #open(Path, InstantSource, DiskLimits)}.
   *
   * @param work is told how far it is if the read models have to be rebuilt
   * @param observer is told what is written
   */
  public static FileJournal open(
      Path file, InstantSource clock, DiskLimits limits, LongWork work, JournalObserver observer) {
    return SqliteJournal.open(file, clock, limits, work, observer);
  }

  /**
   * As {@link #open(Path, InstantSource, DiskLimits, LongWork, JournalObserver)}, and never creates
   * a journal.
   *
   * @throws JournalRefused if there is no such file, too
   */
  public static FileJournal openExisting(
      Path file, InstantSource clock, DiskLimits limits, LongWork work, JournalObserver observer) {
    return SqliteJournal.openExisting(file, clock, limits, work, observer);
  }

  /**
   * Checks that a journal can be at that place, whether or not there is one yet.
   *
   * @throws JournalRefused if it is on a network file system
   */
  public static void requireLocal(Path file) {
    WriterLock.requireLocal(file);
  }

  /**
   * Whether the file is, or would be created, in memory, so that a restart of the machine loses it.
   */
  public static boolean isInMemory(Path file) {
    return FileSystemType.at(file).isInMemory();
  }

  /**
   * Who currently writes to the file; empty if nobody does, or there is no such file.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Optional<Holder> writer(Path file) {
    return SqliteJournal.writer(file);
  }

  /**
   * When the file was last written, according to its file system.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Instant lastWritten(Path file) {
    return SqliteJournal.lastWritten(file);
  }

  /**
   * Where the journal is, described by what a copy of it does not have.
   *
   * @param name the operator's name for the place; null for none
   * @throws JournalRefused if the file's attributes cannot be read
   */
  public static JournalPlace place(FileJournal journal, @Nullable String name) {
    return FilePlace.of(journal.file(), name);
  }

  /**
   * Opens a journal for reading, even while a program writes to it. It leaves no new file behind.
   *
   * @throws JournalRefused if there is no such file, or it is not a journal or has a newer format
   */
  public static JournalReader openReadOnly(Path file) {
    return SqliteReader.open(file);
  }

  /**
   * What {@link #archive} would do; another program may have the journal open.
   *
   * @throws JournalRefused if there is no such file, or it is not a journal or has a newer format
   */
  public static ArchiveReport planArchive(Path file, Instant endedBefore) {
    return Archiver.plan(file, endedBefore);
  }

  /**
   * Moves the runs that ended before that time to archives, one a month, in a folder beside the
   * journal. It can be interrupted at any time, and repeated.
   *
   * @param progress gets a sentence now and then
   * @throws JournalInUse if a program has the journal open
   * @throws JournalRefused if there is no such file, or an archive cannot be written
   */
  public static ArchiveReport archive(Path file, Instant endedBefore, Consumer<String> progress) {
    return Archiver.move(file, endedBefore, progress);
  }
}
