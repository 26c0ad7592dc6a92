package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.archive.ArchivedRunCheck;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelSchema;
import org.fleetreboot.journal.sqlite.snapshot.OpenStreamCheck;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/** Writes one batch after another, each in one transaction. Only for the writer's thread. */
public final class Transactions implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final Statement sql;
  private final InstantSource clock;
  private final FreeSpace space;
  private final Tables tables;
  private final Heads heads;

  private Transactions(
      Path file, Connection connection, InstantSource clock, FreeSpace space, LongWork work)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    this.clock = clock;
    this.space = space;
    sql = connection.createStatement();
    ArchivedRunCheck.require(connection, file);
    OpenStreamCheck.repair(connection, file);
    tables = new Tables(connection, file);
    heads = Heads.load(tables, Heads.REMEMBERED);
    if (!ReadModelSchema.isCurrent(connection)) {
      ReadModels.rebuild(connection, file, tables, heads, work);
    }
    tables.project(new ReadModels(connection, heads));
  }

  public static Transactions open(Path file, InstantSource clock, DiskLimits limits, LongWork work)
      throws SQLException {
    Connection connection = Connections.writer(file, limits);
    try {
      return new Transactions(
          file, connection, clock, FreeSpace.around(file, limits.minFreeBytes()), work);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Makes the batch durable. After an exception nobody knows what was stored: write no more. */
  void commit(List<Request> batch) throws SQLException {
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
  public void close() throws SQLException {
    connection.close();
  }
}
