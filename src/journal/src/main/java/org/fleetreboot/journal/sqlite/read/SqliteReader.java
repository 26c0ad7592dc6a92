package org.fleetreboot.journal.sqlite.read;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.SnapshotReader;
import org.fleetreboot.journal.sql.read.ReadStatements;
import org.fleetreboot.journal.sql.read.SqlReader;
import org.fleetreboot.journal.sql.read.SqlSnapshots;
import org.fleetreboot.journal.sql.readmodel.SqlFleetView;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.archive.DecompressedArchive;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.readmodel.ReadModelSchema;
import org.fleetreboot.journal.sqlite.snapshot.SnapshotSchema;
import org.fleetreboot.journal.sqlite.statement.DetailContains;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.fleetreboot.journal.view.FleetView;

/** Reads a journal file over a few read-only connections. Thread-safe. */
public final class SqliteReader extends SqlReader {
  /** One for a reader that follows all events, one for a reader of single devices. */
  private static final int CONNECTIONS = 2;

  private final Path file;
  private final Runnable closed;
  private final Queue<ReadStatements> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(CONNECTIONS);
  private final FleetView view;

  private SqliteReader(Path file, Runnable closed) {
    this.file = file;
    this.closed = closed;
    this.view =
        new SqlFleetView(
            file.toString(),
            new SqliteDialect(),
            this::snapshot,
            connection -> ReadModelSchema.require(connection, file));
  }

  /** Opens an existing journal, or an archive of one. */
  public static SqliteReader open(Path file) {
    if (!ArchiveFile.isNamed(file)) {
      return open(file, file, () -> {});
    }
    DecompressedArchive archive = DecompressedArchive.open(file);
    try {
      return archive.ask(journal -> open(journal, file, archive::close));
    } catch (RuntimeException failed) {
      archive.close();
      throw failed;
    }
  }

  /**
   * Opens an existing journal.
   *
   * @param shown the file that people know
   * @param closed runs when the reader is closed
   */
  private static SqliteReader open(Path file, Path shown, Runnable closed) {
    SqliteReader reader = new SqliteReader(shown, closed);
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        reader.idle.add(statements(file, shown));
      }
      return reader;
    } catch (SQLException failed) {
      reader.close();
      throw SqliteErrors.whileReading(file, failed);
    } catch (RuntimeException failed) {
      reader.close();
      throw failed;
    }
  }

  private static ReadStatements statements(Path file, Path shown) throws SQLException {
    Connection connection = Connections.reader(file);
    DetailContains.addTo(connection);
    return new ReadStatements(connection, new SqliteDialect(), shown.toString());
  }

  @Override
  public FleetView view() {
    return view;
  }

  @Override
  public List<Archive> archives() {
    return query(statements -> ArchiveRow.complete(statements.connection()));
  }

  @Override
  public Optional<Archive> archiveOf(String run) {
    return query(statements -> ArchiveRow.of(statements.connection(), run));
  }

  @Override
  public SnapshotReader snapshots() {
    return new SqlSnapshots(this) {
      @Override
      public int format() {
        return query(statements -> SnapshotSchema.format(statements.connection()));
      }
    };
  }

  @Override
  protected <T> T query(Query<T> query) {
    permits.acquireUninterruptibly();
    ReadStatements statements = idle.poll();
    try {
      if (statements == null) {
        throw new JournalFailed("Journal " + file + " is closed: nothing can be read.");
      }
      return query.on(statements);
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    } finally {
      if (statements != null) {
        idle.add(statements);
      }
      permits.release();
    }
  }

  /** Waits for pending reads, then closes. */
  @Override
  public void close() {
    permits.acquireUninterruptibly(CONNECTIONS);
    try {
      for (ReadStatements next = idle.poll(); next != null; next = idle.poll()) {
        next.close();
      }
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    } finally {
      permits.release(CONNECTIONS);
      closed.run();
    }
  }
}
