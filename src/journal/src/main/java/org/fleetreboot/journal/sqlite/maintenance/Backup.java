package org.fleetreboot.journal.sqlite.maintenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.LockHeld;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * Copies a journal, also while a program writes to it. With VACUUM INTO, because that is one read
 * transaction: SQLite's backup API begins again whenever another process has written, and would not
 * end beside a busy program.
 */
public final class Backup {
  private static final int OPCODES_BETWEEN_LOOKS = 1_000_000;

  private final Path file;
  private final Path to;
  private final LongWork work;

  private Backup(Path file, Path to, LongWork work) {
    this.file = file;
    this.to = to;
    this.work = work;
  }

  /**
   * Writes a verified copy; a crash leaves no half one under that name.
   *
   * @param replace whether an existing file may be replaced
   * @throws JournalRefused if the copy cannot be written
   * @throws JournalDamaged if the journal is damaged
   */
  public static Verification write(Path file, Path to, boolean replace, LongWork work) {
    return new Backup(file, to.toAbsolutePath(), work).write(replace);
  }

  private Verification write(boolean replace) {
    try {
      requireFree(replace);
      Path folder = OwnerOnly.createFolders(Objects.requireNonNull(to.getParent()));
      return write(replace, folder);
    } catch (IOException failed) {
      throw refused(FileErrorReason.of(failed), failed);
    }
  }

  private Verification write(boolean replace, Path folder) throws IOException {
    // Of one name, so that the next backup takes away what a killed one has left.
    Path part = folder.resolve("." + to.getFileName() + ".part");
    ProcessLock lock = lock(folder.resolve("." + to.getFileName() + ".lock"));
    try {
      Files.deleteIfExists(part);
      OwnerOnly.createIfMissing(part);
      List<ChainHead> heads = copy(part);
      Verification found = Verifier.verifyCopy(part, file, heads, work);
      if (!found.hasWholeEvents()) {
        Finding first = found.findings().get(0);
        throw new JournalDamaged(file, "a copy of it is not whole. " + first.what());
      }
      sync(part);
      requireFree(replace);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(folder);
      return found;
    } finally {
      Files.deleteIfExists(part);
      lock.closeAndRemove();
    }
  }

  private ProcessLock lock(Path beside) throws IOException {
    try {
      return ProcessLock.take(beside, ProcessLock.Users.OWNER, "");
    } catch (LockHeld held) {
      throw refused(held.holder().process() + " is writing it", held);
    }
  }

  private void requireFree(boolean replace) throws IOException {
    if (!Files.exists(to)) {
      return;
    }
    if (Files.isDirectory(to)) {
      throw refused("it is a directory", null);
    }
    if (Files.exists(file) && Files.isSameFile(file, to)) {
      throw refused("it is the journal itself", null);
    }
    if (!replace) {
      throw refused("it exists already; to replace it, add --force", null);
    }
    Path log = to.resolveSibling(to.getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw refused("it is a journal in use, or one that was killed", null);
    }
  }

  /** Returns the heads that the copy must have at least. */
  private List<ChainHead> copy(Path part) {
    try (Connection connection = Connections.planner(file)) {
      List<ChainHead> heads =
          PartitionHead.stored(connection).entrySet().stream()
              .map(e -> new ChainHead(e.getKey(), e.getValue().position(), e.getValue().hash()))
              .toList();
      long bytes = Files.size(file);
      ProgressHandler.setHandler(
          connection,
          OPCODES_BETWEEN_LOOKS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              work.show("Copying", part.toFile().length(), bytes);
              return 0;
            }
          });
      try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, part.toString());
        copy.execute();
      } finally {
        ProgressHandler.clearHandler(connection);
      }
      return heads;
    } catch (SQLException failed) {
      if (SqliteErrors.isDamage(failed)) {
        throw SqliteErrors.damaged(file, failed);
      }
      throw refused(SqliteErrors.words(failed), failed);
    } catch (IOException failed) {
      throw refused(FileErrorReason.of(failed), failed);
    }
  }

  private static void sync(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnWindows) {
      // There a folder cannot be opened, and needs no sync.
      return;
    }
  }

  private JournalRefused refused(String why, @Nullable Exception cause) {
    return new JournalRefused("Backup %s cannot be written: %s.".formatted(to, why), cause);
  }
}
