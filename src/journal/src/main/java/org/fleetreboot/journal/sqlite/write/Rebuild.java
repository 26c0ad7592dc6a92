package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.read.ReadStatements;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelRebuild;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/** Fills the read models anew. Interrupted at any time, it leaves tables that nobody trusts. */
public final class Rebuild {
  private Rebuild() {}

  /**
   * Rebuilds those of a journal that no program has open.
   *
   * @throws org.fleetreboot.journal.JournalInUse if a program has it open
   * @throws org.fleetreboot.journal.JournalFailed if it is damaged, or the disk is full
   */
  public static void readModels(Path asked, LongWork work) {
    if (Files.notExists(asked)) {
      throw new JournalRefused("There is no journal at %s.".formatted(asked.toAbsolutePath()));
    }
    try (WriterLock lock = WriterLock.of(asked);
        Connection connection = Connections.writer(lock.file(), DiskLimits.DEFAULT)) {
      readModels(connection, lock.file(), work);
    } catch (SQLException failed) {
      throw SqliteErrors.whileWriting(asked, failed);
    }
  }

  /** Fills those of a file that nobody else has open. */
  public static void readModels(Connection connection, Path file, LongWork work)
      throws SQLException {
    SqliteTables tables = new SqliteTables(connection, file);
    readModels(connection, file, tables, Heads.load(tables, Heads.REMEMBERED), work);
  }

  static void readModels(
      Connection connection, Path file, SqliteTables tables, Heads heads, LongWork work)
      throws SQLException {
    // Not closed, because that would close the connection.
    ReadStatements events = new ReadStatements(connection, new SqliteDialect(), file.toString());
    new ReadModelRebuild(
            connection,
            heads::streamNo,
            () -> {
              tables.flush();
              heads.trim();
            })
        .run(events, work);
  }
}
