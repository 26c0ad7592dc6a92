package org.fleetreboot.journal.sqlite.refold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotSchema;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/**
 * Throws the snapshots of a journal away. Those of streams with archived events are made anew at
 * once, because nobody else reads the archives.
 */
public final class Refold {
  private Refold() {}

  /**
   * Does so in a journal that no program has open, even if it lacks snapshots that a program needs
   * to open it.
   *
   * @throws org.fleetreboot.journal.JournalInUse if a program has it open
   * @throws JournalRefused if there is no journal, or one of its archives is missing or damaged
   * @throws org.fleetreboot.journal.JournalFailed if it is damaged, or the disk is full
   */
  public static void file(Path asked, int format, ArchivedStates states, LongWork work) {
    if (Files.notExists(asked)) {
      throw new JournalRefused("There is no journal at %s.".formatted(asked.toAbsolutePath()));
    }
    try (WriterLock lock = WriterLock.of(asked);
        Connection connection = Connections.writer(lock.file(), DiskLimits.DEFAULT);
        Statement sql = connection.createStatement()) {
      ArchivesAtHand.require(lock.file());
      sql.execute("BEGIN IMMEDIATE");
      snapshots(connection, lock.file(), format, states, work);
      sql.execute("COMMIT");
    } catch (SQLException failed) {
      throw SqliteErrors.whileWriting(asked, failed);
    }
  }

  /** Does so in the transaction of the connection. */
  public static void snapshots(
      Connection connection, Path file, int format, ArchivedStates states, LongWork work)
      throws SQLException {
    new ArchivedStreamFold(connection, file, states, work).run();
    SnapshotSchema.discard(connection, format);
    try (Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "DELETE FROM open_stream WHERE stream_no IN"
              + " (SELECT stream_no FROM stream WHERE archived_version > 0)");
      sql.executeUpdate(
          "INSERT INTO open_stream SELECT s.stream_no FROM stream s JOIN snapshot n USING(stream_no)"
              + " WHERE s.archived_version > 0 AND EXISTS (SELECT 1 FROM event e"
              + " WHERE e.stream_no = s.stream_no AND e.version > n.version)");
    }
  }
}
