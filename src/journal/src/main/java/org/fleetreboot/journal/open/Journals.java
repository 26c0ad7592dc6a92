package org.fleetreboot.journal.open;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.CopyTarget;
import org.fleetreboot.journal.DiskLimits;
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
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.read.SqliteReader;

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
   * Copies a whole history to an empty journal, which is created if there is none; what is under
   * way in it goes on there. Archived runs come back into the journal.
   *
   * @param clock of this machine
   * @return how many events
   * @throws JournalUnreachable if a database does not answer
   * @throws JournalRefused if a program writes to the one, or the other holds events
   * @throws org.fleetreboot.journal.JournalDamaged if a hash does not fit
   */
  public static long copy(
      JournalAddress from, JournalAddress to, InstantSource clock, LongWork work) {
    return from.file().isPresent()
        ? copyFile(from, from.file().get(), to, clock, work)
        : copyDatabase(from, to, clock, work);
  }

  private static long copyFile(
      JournalAddress from, Path file, JournalAddress to, InstantSource clock, LongWork work) {
    if (Files.notExists(file)) {
      throw new JournalRefused("There is no journal at %s.".formatted(file));
    }
    List<JournalReader> archives = new ArrayList<>();
    try (WriterLock lock = WriterLock.of(file);
        SqliteReader source = SqliteReader.open(lock.file())) {
      for (Archive archive : source.archives()) {
        archives.add(SqliteReader.open(lock.file().resolveSibling(archive.file())));
      }
      return copy(from, source, archives, to, clock, work);
    } finally {
      archives.forEach(JournalReader::close);
    }
  }

  private static long copyDatabase(
      JournalAddress from, JournalAddress to, InstantSource clock, LongWork work) {
    try (PostgresReader source = PostgresReader.open(from.database().orElseThrow())) {
      JournalMaintenance.requireFree(from, source);
      return copy(from, source, List.of(), to, clock, work);
    }
  }

  private static long copy(
      JournalAddress from,
      JournalReader source,
      List<JournalReader> archives,
      JournalAddress to,
      InstantSource clock,
      LongWork work) {
    try (CopyTarget target = target(to, clock, JournalCopy.partitions(source))) {
      return new JournalCopy(from, source, archives, to, target, work).run();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
    }
  }

  private static CopyTarget target(
      JournalAddress to, InstantSource clock, Collection<String> partitions) {
    CopyTarget target =
        to.file().isPresent()
            ? SqliteJournal.open(to.file().get(), clock, DiskLimits.DEFAULT)
            : PostgresJournal.open(
                new PostgresSettings(to.database().orElseThrow(), "journal copy"),
                clock,
                LongWork.UNWATCHED,
                JournalObserver.NONE);
    try {
      if (!target.partitions().isEmpty()) {
        throw new JournalRefused(
            "The journal at %s holds events already: name an empty one.".formatted(to));
      }
      if (target instanceof SharedJournal shared) {
        partitions.forEach(partition -> shared.take(partition).join());
      }
      return target;
    } catch (RuntimeException failed) {
      target.close();
      throw failed;
    }
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
