package org.fleetreboot.journal.sqlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.FileSystemType;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.NoLocks;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;

/**
 * Ensures one writer per file, by a lock on {@code <file>.lock} beside the file itself, with links
 * resolved. On the file itself SQLite has its own locks.
 */
public final class WriterLock implements AutoCloseable {
  private final Path file;
  private final ProcessLock lock;

  private WriterLock(Path file, ProcessLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the lock, and creates the file if there is none.
   *
   * @throws JournalInUse if it is already held
   * @throws JournalRefused if it cannot be locked, has a second name, or is on another machine
   */
  public static WriterLock of(Path asked) {
    requireLocal(asked);
    return of(asked, WriterLock::realOrNew);
  }

  /**
   * Takes the lock of a file that exists.
   *
   * @throws JournalInUse if it is already held
   * @throws JournalRefused as {@link #of(Path)} does, and if there is no such file
   */
  public static WriterLock ofExisting(Path asked) {
    requireLocal(asked);
    return of(
        asked,
        file -> {
          if (Files.notExists(file)) {
            throw new JournalRefused("There is no journal at %s.".formatted(file));
          }
          return file.toRealPath();
        });
  }

  private interface Resolution {
    Path apply(Path file) throws IOException;
  }

  private static WriterLock of(Path asked, Resolution resolution) {
    if (ArchiveFile.isNamed(asked)) {
      throw ArchiveTables.refused(asked);
    }
    try {
      Path file = resolution.apply(asked.toAbsolutePath());
      requireOneName(asked, file);
      return new WriterLock(file, ProcessLock.take(beside(file), ProcessLock.Users.OWNER, ""));
    } catch (LockHeld held) {
      throw new JournalInUse(asked, held.holder());
    } catch (NoLocks none) {
      throw new JournalRefused(
          "The file system of journal %s has no locks (%s), so a second program could write to it unnoticed: put the journal on a local disk (reboot.journal)."
              .formatted(asked, none.getMessage()),
          none);
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be locked (%s). Check that its directory can be written to, and that it is on a local disk."
              .formatted(asked, FileErrorReason.of(failed)),
          failed);
    }
  }

  /**
   * Checks that the file is, or would be created, on a file system of this machine.
   *
   * @throws JournalRefused if it is on a network file system
   */
  public static void requireLocal(Path asked) {
    FileSystemType type = FileSystemType.at(asked);
    if (type.isNetwork()) {
      throw new JournalRefused(
          "Journal %s is on a network file system (%s), where neither locks nor fsync can be relied on: put it on a local disk or a block volume, or use PostgreSQL (reboot.journal)."
              .formatted(asked, type.name()));
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  /**
   * Who currently writes to the file; empty if nobody does, or there is no such file.
   *
   * @throws JournalRefused if this cannot be determined
   */
  public static Optional<Holder> writer(Path asked) {
    if (!Files.exists(asked)) {
      return Optional.empty();
    }
    try {
      return ProcessLock.holder(beside(asked.toRealPath()));
    } catch (IOException failed) {
      throw new JournalRefused(
          "Cannot see whether a program writes to journal %s (%s). Run this as the user that the program runs as."
              .formatted(asked, FileErrorReason.of(failed)),
          failed);
    }
  }

  /** One name for the file, with links resolved, so the file must exist. */
  private static Path realOrNew(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      OwnerOnly.createFolders(directory);
    }
    if (Files.notExists(file)) {
      // SQLite gives its files beside it the same permissions.
      OwnerOnly.createIfMissing(file);
    }
    return file.toRealPath();
  }

  /** Under a second name the file would have a second lock and a second write-ahead log. */
  private static void requireOneName(Path asked, Path file) throws IOException {
    if (Files.isRegularFile(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:nlink") instanceof Integer names
        && names > 1) {
      throw new JournalRefused(
          "Journal %s has %d names (hard links): under another name a second program could write to it unnoticed. Remove the others; to make a copy, use sqlite3 %s \".backup COPY\"."
              .formatted(asked, names, asked.getFileName()));
    }
  }

  /** The file itself, with all links resolved. */
  public Path file() {
    return file;
  }

  /** New each time the lock is taken. */
  public UUID hold() {
    return lock.holder().hold();
  }

  @Override
  public void close() {
    lock.close();
  }
}
