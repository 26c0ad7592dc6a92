package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sql.readmodel.InlineReadModels;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sql.write.Request;
import org.fleetreboot.journal.sql.write.Transactions;
import org.fleetreboot.journal.sqlite.archive.ArchivedRunCheck;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.readmodel.FileGroupNumbers;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelSchema;
import org.fleetreboot.journal.sqlite.snapshot.OpenStreamCheck;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/** Writes to a file, as the only one. */
public final class SqliteTransactions implements Transactions {
  private final WriterLock lock;
  private final Path file;
  private final Connection connection;
  private final Statement sql;
  private final InstantSource clock;
  private final FreeSpace space;
  private final SqliteTables tables;
  private final Heads heads;

  private SqliteTransactions(
      WriterLock lock, Connection connection, InstantSource clock, FreeSpace space, LongWork work)
      throws SQLException {
    this.lock = lock;
    this.file = lock.file();
    this.connection = connection;
    this.clock = clock;
    this.space = space;
    sql = connection.createStatement();
    ArchivedRunCheck.require(connection, file);
    OpenStreamCheck.repair(connection, file);
    tables = new SqliteTables(connection, file);
    heads = Heads.load(tables, Heads.REMEMBERED);
    if (!ReadModelSchema.isCurrent(connection)) {
      Rebuild.readModels(connection, file, tables, heads, work);
    }
    tables.project(
        new InlineReadModels(
            connection, new SqliteDialect(), heads, new FileGroupNumbers(connection)));
  }

  /**
   * Begins to write to a file.
   *
   * @param lock released by {@link #close}
   */
  public static SqliteTransactions open(
      WriterLock lock, InstantSource clock, DiskLimits limits, LongWork work) throws SQLException {
    Path file = lock.file();
    Connection connection = Connections.writer(file, limits);
    try {
      return new SqliteTransactions(
          lock, connection, clock, FreeSpace.around(file, limits.minFreeBytes()), work);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public void commit(List<Request> batch) throws SQLException {
    space.require();
    try {
      write(batch);
    } catch (SQLException failed) {
      if (SqliteErrors.isConstraint(failed)) {
        throw ForeignWrites.damaged(file, failed);
      }
      throw failed;
    }
    heads.trim();
  }

  private void write(List<Request> batch) throws SQLException {
    // Explicitly: the driver's setAutoCommit(false) begins the next transaction with each commit,
    // and so would lock out everybody else while there is nothing to write.
    sql.execute("BEGIN IMMEDIATE");
    tables.foreign().check(heads);
    long now = clock.millis();
    for (Request request : batch) {
      request.write(heads, tables, now);
    }
    heads.save();
    tables.flush();
    sql.execute("COMMIT");
  }

  @Override
  public JournalFailed failed(Throwable error) {
    return SqliteErrors.whileWriting(file, error);
  }

  @Override
  public void close() throws SQLException {
    try (lock) {
      connection.close();
    }
  }
}
