package org.fleetreboot.journal.sqlite.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** Opens connections with the settings that the journal's guarantees need. */
public final class Connections {
  /** How long to wait for a person at the sqlite3 prompt, or for a restart's recovery. */
  private static final int BUSY_MILLIS = 5_000;

  /** 64 MiB in SQLite's notation: negative, in KiB. */
  private static final int WRITER_CACHE = -65_536;

  /**
   * After so many pages, 16 MiB, the log is copied to the file. SQLite's default of 1,000 costs a
   * fourth more syncs under load; a start after a crash reads the whole log.
   */
  private static final int LOG_PAGES = 4_000;

  private Connections() {}

  /** The only writing connection; creates the file and its tables if there are none. */
  public static Connection writer(Path file, DiskLimits limits) {
    SQLiteConfig config = new SQLiteConfig();
    // Nobody asks for them, and the driver would query them after each insert.
    config.setGetGeneratedKeys(false);
    return open(
        file,
        config,
        connection -> {
          try (Statement sql = connection.createStatement()) {
            Pragma.set(sql, "busy_timeout", BUSY_MILLIS);
            Schema.createIfEmpty(connection);
            Schema.check(connection, file);
            HeadCheck.require(connection, file);
            ArchiveTables.requireNone(sql, file);
            Pragma.set(sql, "journal_mode", "wal");
            Pragma.set(sql, "synchronous", 2); // FULL: NORMAL lost acknowledged events in tests
            Pragma.set(sql, "fullfsync", 1); // macOS: without it, fsync stops at the drive's cache
            Pragma.set(sql, "cache_size", WRITER_CACHE);
            Pragma.set(sql, "wal_autocheckpoint", LOG_PAGES);
            limitSize(sql, limits.maxFileBytes());
          }
        });
  }

  private static void limitSize(Statement sql, long bytes) throws SQLException {
    if (bytes != Long.MAX_VALUE) {
      long pages = Math.max(bytes / Pragma.read(sql, "page_size"), 1);
      sql.execute("PRAGMA max_page_count=" + pages);
    }
  }

  /**
   * A connection that cannot write. It is not opened in SQLite's read-only mode, because that
   * leaves {@code -wal} and {@code -shm} files behind when it is the last to close.
   */
  public static Connection reader(Path file) {
    return reader(file, connection -> HeadCheck.require(connection, file));
  }

  /** The same for a journal that may be damaged. */
  public static Connection verifier(Path file) {
    return reader(file, connection -> {});
  }

  private static Connection reader(Path file, Setup check) {
    if (Files.notExists(file)) {
      throw new JournalRefused("There is no journal at %s.".formatted(file.toAbsolutePath()));
    }
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return open(
        file,
        config,
        connection -> {
          try (Statement sql = connection.createStatement()) {
            Pragma.set(sql, "query_only", 1);
            Pragma.set(sql, "busy_timeout", BUSY_MILLIS);
            Schema.check(connection, file);
            check.apply(connection);
          }
        });
  }

  /** A connection that changes nothing, except temporary tables of its own. */
  public static Connection planner(Path file) {
    Connection connection = reader(file);
    try (Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA query_only=0");
      return connection;
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    }
  }

  /** A connection to a file that nobody else knows, and that is synced when it is complete. */
  public static Connection raw(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    // Nobody asks for them, and the driver would query them after each insert.
    config.setGetGeneratedKeys(false);
    return open(
        file,
        config,
        connection -> {
          try (Statement sql = connection.createStatement()) {
            // On the disk it would outlive a kill, and be applied to the next file of that name.
            Pragma.set(sql, "journal_mode", "memory");
            Pragma.set(sql, "synchronous", 0);
            Pragma.set(sql, "cache_size", WRITER_CACHE);
          }
        });
  }

  private interface Setup {
    void apply(Connection connection) throws SQLException;
  }

  private static Connection open(Path file, SQLiteConfig config, Setup setup) {
    if (Files.isDirectory(file)) {
      throw new JournalRefused(
          "Journal %s cannot be opened: it is a directory. Name a file.".formatted(file));
    }
    FileHeader.requireLength(file);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try {
        setup.apply(connection);
        return connection;
      } catch (SQLException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException failed) {
      throw refused(file, failed);
    }
  }

  private static RuntimeException refused(Path file, SQLException failed) {
    if (SqliteErrors.code(failed) == SQLiteErrorCode.SQLITE_NOTADB && !FileHeader.isOurs(file)) {
      return Schema.notAJournal(file);
    }
    return SqliteErrors.isDamageForReaders(failed)
        ? SqliteErrors.damaged(file, failed)
        : new JournalRefused(
            "Journal %s cannot be opened: %s. Check the path, its permissions and the disk."
                .formatted(file, SqliteErrors.words(failed)),
            failed);
  }
}
