package org.fleetreboot.journal.sqlite.archive.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.HashChain;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.fleetreboot.journal.sqlite.event.ChainWalk;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.Schema;
import org.fleetreboot.journal.sqlite.write.Rebuild;

/**
 * Writes the archive of one month beside the journal, which it does not change: what the archive
 * had, and the runs that leave.
 */
final class ArchivedMonth {
  private final Connection journal;
  private final ArchiveRow archive;
  private final String runs;
  private final Path raw;

  /**
   * @param runs SQL for the runs that leave
   * @param raw for the archive before it is compressed
   */
  ArchivedMonth(Connection journal, ArchiveRow archive, String runs, Path raw) {
    this.journal = journal;
    this.archive = archive;
    this.runs = runs;
    this.raw = raw;
  }

  /**
   * Writes and checks it.
   *
   * @return the SHA-256 of {@code compressed}
   * @throws JournalDamaged if the events do not fit their hashes
   */
  String write(Path existing, Path compressed) throws SQLException, IOException {
    Files.deleteIfExists(raw);
    if (Files.exists(existing)) {
      ArchiveFile.decompress(existing, raw);
    } else {
      OwnerOnly.createIfMissing(raw);
    }
    List<Gap> parts = new ArrayList<>(Gap.stored(journal, "WHERE archive_no = " + archive.no()));
    parts.addAll(leaving(journal, runs));
    parts.sort(Comparator.comparingLong(Gap::first));
    try (Connection created = Connections.raw(raw)) {
      Schema.createIfEmpty(created);
    }
    copy();
    long expected = Gap.count(parts);
    try (Connection written = Connections.raw(raw)) {
      describe(written, parts);
      ChainWalk.require(written, raw, expected);
      Rebuild.readModels(written, raw, LongWork.UNWATCHED);
    }
    ArchiveFile.sync(raw);
    String sha256 = ArchiveFile.compress(raw, compressed);
    if (!ArchiveFile.holds(compressed, raw)) {
      throw new IOException("the compressed archive differs from what was written");
    }
    Files.delete(raw);
    return sha256;
  }

  /** The events that leave, as the gaps that they leave. */
  static List<Gap> leaving(Connection journal, String runs) throws SQLException {
    return Gap.of(
        journal, "SELECT sequence FROM temp.old_event WHERE run IN " + runs + " ORDER BY sequence");
  }

  private void copy() throws SQLException {
    try (PreparedStatement attach = journal.prepareStatement("ATTACH ? AS archive")) {
      attach.setString(1, raw.toString());
      attach.execute();
    }
    try (Statement sql = journal.createStatement()) {
      sql.execute("PRAGMA archive.journal_mode = MEMORY");
      sql.execute("BEGIN");
      // What a move that was cut short has added, and the journal still has.
      sql.executeUpdate(
          "DELETE FROM archive.event WHERE sequence IN (SELECT sequence FROM main.event)");
      // Its read models have numbers of their own for devices that had no event in it.
      sql.executeUpdate(
          "DELETE FROM archive.stream WHERE stream_no NOT IN (SELECT stream_no FROM archive.event)");
      sql.executeUpdate(
          "INSERT OR IGNORE INTO archive.partition SELECT partition_no, name, 0, x'' FROM main.partition");
      sql.executeUpdate("INSERT OR IGNORE INTO archive.event_type SELECT * FROM main.event_type");
      sql.executeUpdate(
          """
          INSERT OR IGNORE INTO archive.stream
          SELECT stream_no, partition_no, name, archived_version FROM main.stream WHERE stream_no IN (
            SELECT stream_no FROM temp.old_event WHERE run IN %s)
          """
              .formatted(runs));
      sql.executeUpdate(
          """
          INSERT OR IGNORE INTO archive.event
          SELECT e.* FROM temp.old_event o CROSS JOIN main.event e ON e.sequence = o.sequence
          WHERE o.run IN %s ORDER BY o.sequence
          """
              .formatted(runs));
      sql.execute("COMMIT");
      sql.execute("DETACH archive");
    }
  }

  /** Says where the events before and between those of the archive are: elsewhere. */
  private void describe(Connection written, List<Gap> parts) throws SQLException {
    Map<Long, byte[]> starts = new HashMap<>();
    HashChain chain = new HashChain();
    try (Statement sql = written.createStatement()) {
      sql.execute("BEGIN");
      try (var row = sql.executeQuery("SELECT partition_no, name FROM partition")) {
        while (row.next()) {
          starts.put(row.getLong(1), chain.start(row.getString(2)));
        }
      }
      sql.executeUpdate("DELETE FROM gap");
      ArchiveTables.mark(written, archive.file());
      ArchiveTables.addGaps(written, Gap.between(parts, starts), null);
      sql.executeUpdate(
          """
          UPDATE partition SET (position, hash) = (
            SELECT ifnull(max(sequence), 0) & 0xFFFFFFFFFF, ifnull(hash, x'') FROM event
            WHERE sequence > partition_no << 40 AND sequence <= (partition_no << 40) + 0xFFFFFFFFFF)
          """);
      sql.execute("COMMIT");
    }
  }
}
