package org.fleetreboot.journal.sqlite.write;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.write.Heads;
import org.fleetreboot.journal.sqlite.file.HeadCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when somebody else writes to the file, such as a person at the sqlite3 prompt. */
final class ForeignWrites {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignWrites.class);

  private final Connection connection;
  private final Path file;
  private final PreparedStatement version;
  private long last;
  private boolean noticed;

  ForeignWrites(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    // Changes with each commit of another connection, and with none of this one.
    version = connection.prepareStatement("PRAGMA data_version");
    last = version();
  }

  private long version() throws SQLException {
    try (ResultSet row = version.executeQuery()) {
      return row.getLong(1);
    }
  }

  /**
   * At the beginning of a transaction.
   *
   * @throws JournalDamaged if the partitions no longer end where this writer has left them
   */
  void check(Heads heads) throws SQLException {
    long now = version();
    if (now == last) {
      return;
    }
    last = now;
    if (!noticed) {
      noticed = true;
      LOG.warn(
          "Somebody else has written to journal {}: see whether it is still whole with: journal"
              + " verify --journal {}",
          file,
          file);
    }
    HeadCheck.require(connection, file);
    if (!heads.areThose(PartitionHead.stored(connection))) {
      throw damaged(file, null);
    }
  }

  /**
   * The program is the only writer, so a conflict on a file that others have written to is theirs.
   *
   * @throws JournalDamaged if somebody else has written to the file
   */
  void requireNone() {
    if (noticed) {
      throw damaged(file, null);
    }
  }

  static JournalDamaged damaged(Path file, @Nullable Throwable cause) {
    return new JournalDamaged(file, "it has events that this program did not write", cause);
  }
}
