package org.fleetreboot.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.NoLocks;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.lock.Reasons;

/**
 * One writer per file, by a lock on {@code <file>.lock}: beside the file itself, whatever links
 * lead to it. On the file itself SQLite has locks of its own.
 */
final class WriterLock implements AutoCloseable {
  private final Path file;
  private final ProcessLock lock;

  private WriterLock(Path file, ProcessLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes it, and makes the file when there is none.
   *
   * @throws JournalInUse if anybody holds it
   * @throws JournalRefused if it cannot be locked, or has a second name
   */
  static WriterLock of(Path asked) {
    try {
      Path file = real(asked.toAbsolutePath());
      requireOneName(asked, file);
      return new WriterLock(
          file, ProcessLock.take(beside(file), ProcessLock.Users.OF_THE_DIRECTORY, ""));
    } catch (LockHeld held) {
      throw new JournalInUse(asked, held.holder());
    } catch (NoLocks none) {
      throw new JournalRefused(
          "The file system of journal %s has no locks (%s), so a second program could write to it unseen: put the journal on a local disk (reboot.journal)."
              .formatted(asked, none.getMessage()),
          none);
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be locked (%s). Check that its directory can be written to, and that it is on a local disk."
              .formatted(asked, Reasons.of(failed)),
          failed);
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  /**
   * Who writes to the file at the moment; empty when nobody does, or there is no such file.
   *
   * @throws JournalRefused if that cannot be seen
   */
  static Optional<Holder> writer(Path asked) {
    if (!Files.exists(asked)) {
      return Optional.empty();
    }
    try {
      return ProcessLock.holder(beside(asked.toRealPath()));
    } catch (IOException failed) {
      throw new JournalRefused(
          "Whether a program writes to journal %s cannot be seen (%s). Be the user that the program runs as."
              .formatted(asked, Reasons.of(failed)),
          failed);
    }
  }

  /** One name for the file, whatever links lead to it; so it must be there. */
  private static Path real(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    if (Files.notExists(file)) {
      // Through a link to a file that is not there yet, too.
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }
    return file.toRealPath();
  }

  /** Under a second name it would have a second lock, and a second write-ahead log. */
  private static void requireOneName(Path asked, Path file) throws IOException {
    if (Files.isRegularFile(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:nlink") instanceof Integer names
        && names > 1) {
      throw new JournalRefused(
          "Journal %s has %d names (hard links): under another one a second program could write to it unseen. Remove the others; a copy is made with sqlite3 %s \".backup COPY\"."
              .formatted(asked, names, asked.getFileName()));
    }
  }

  /** The file itself, with no link on the way to it. */
  Path file() {
    return file;
  }

  /** Made anew each time the lock is taken. */
  UUID hold() {
    return lock.holder().hold();
  }

  @Override
  public void close() {
    lock.close();
  }
}
