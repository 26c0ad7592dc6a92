package org.fleetreboot.journal.sqlite.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.CompactedJournal;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.sqlite.ProgressHandler;

/**
 * Gives the free pages of a journal back to the disk. SQLite writes the file anew in one
 * transaction, so a crash leaves the old content or the new, in the same file.
 */
public final class Compaction {
  private static final int OPCODES_BETWEEN_LOOKS = 1_000_000;

  private Compaction() {}

  /**
   * Compacts a journal that no program has open.
   *
   * @throws org.fleetreboot.journal.JournalInUse if a program has it open
   * @throws org.fleetreboot.journal.JournalFailed if it is damaged, or the disk is full
   */
  public static CompactedJournal compact(Path asked, LongWork work) {
    if (Files.notExists(asked)) {
      throw new JournalRefused("There is no journal at %s.".formatted(asked.toAbsolutePath()));
    }
    try (WriterLock lock = WriterLock.of(asked)) {
      Path file = lock.file();
      long before = Files.size(file);
      try (Connection connection = Connections.writer(file, DiskLimits.DEFAULT);
          Statement sql = connection.createStatement()) {
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        before = Files.size(file);
        watch(connection, work);
        sql.execute("VACUUM");
        ProgressHandler.clearHandler(connection);
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
      return new CompactedJournal(before, Files.size(file));
    } catch (SQLException failed) {
      throw SqliteErrors.whileWriting(asked, failed);
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be compacted (%s).".formatted(asked, FileErrorReason.of(failed)),
          failed);
    }
  }

  private static void watch(Connection connection, LongWork work) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        OPCODES_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            work.show("Compacting", 0, 0);
            return 0;
          }
        });
  }
}
