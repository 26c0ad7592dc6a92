package org.fleetreboot.journal.sqlite.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.event.Sequence;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.archive.DecompressedArchive;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;
import org.jspecify.annotations.Nullable;

/** Counts what is in a journal, also while a program writes to it. */
public final class Statistics {
  private Statistics() {}

  /** The heads of the partitions, in the order of their names. */
  public static List<ChainHead> heads(Path file) {
    return ofJournal(file, Statistics::headsOf);
  }

  private static <T> T ofJournal(Path file, Function<Path, T> read) {
    if (!ArchiveFile.isNamed(file)) {
      return read.apply(file);
    }
    try (DecompressedArchive archive = DecompressedArchive.open(file)) {
      return archive.ask(read);
    }
  }

  private static List<ChainHead> headsOf(Path file) {
    try (Connection connection = Connections.reader(file)) {
      return heads(connection);
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    }
  }

  private static List<ChainHead> heads(Connection connection) throws SQLException {
    return PartitionHead.stored(connection).entrySet().stream()
        .map(e -> new ChainHead(e.getKey(), e.getValue().position(), e.getValue().hash()))
        .sorted(Comparator.comparing(ChainHead::partition))
        .toList();
  }

  /** Reads every page of the file once. */
  public static JournalStatistics read(Path file) {
    return ofJournal(file, Statistics::readJournal);
  }

  private static JournalStatistics readJournal(Path file) {
    try (Connection connection = Connections.reader(file);
        Statement sql = connection.createStatement()) {
      sql.execute("BEGIN");
      long pageSize = Pragma.read(sql, "page_size");
      JournalStatistics statistics =
          new JournalStatistics(
              Files.size(file) + logged(file),
              Pragma.read(sql, "freelist_count") * pageSize,
              Pragma.number(sql, "SELECT count(*) FROM event"),
              Pragma.number(sql, "SELECT count(*) FROM stream"),
              open(sql, "run/"),
              open(sql, "device/"),
              recorded(sql, "min"),
              recorded(sql, "max"),
              heads(connection),
              tables(sql),
              archives(connection));
      sql.execute("COMMIT");
      return statistics;
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    } catch (IOException failed) {
      throw new JournalRefused(
          "Journal %s cannot be read (%s).".formatted(file, FileErrorReason.of(failed)), failed);
    }
  }

  private static long logged(Path file) throws IOException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    return Files.exists(log) ? Files.size(log) : 0;
  }

  private static long open(Statement sql, String prefix) throws SQLException {
    return Pragma.number(
        sql,
        "SELECT count(*) FROM open_stream JOIN stream USING(stream_no) WHERE name LIKE '"
            + prefix
            + "%'");
  }

  /** Of the first or last event of any partition. */
  private static @Nullable Instant recorded(Statement sql, String which) throws SQLException {
    String bounds = "e.sequence > (" + Sequence.START + ") AND e.sequence <= " + Sequence.END;
    try (ResultSet row =
        sql.executeQuery(
            """
            SELECT %1$s(recorded_at) FROM partition p JOIN event ON sequence = (
              SELECT %1$s(e.sequence) FROM event e WHERE %2$s)
            """
                .formatted(which, bounds))) {
      long millis = row.getLong(1);
      return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
  }

  private static Map<String, Long> tables(Statement sql) throws SQLException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    try (ResultSet row =
        sql.executeQuery(
            """
            SELECT ifnull(i.tbl_name || ' (index)', d.name), sum(d.pgsize) FROM dbstat d
            LEFT JOIN sqlite_schema i ON i.name = d.name AND i.type = 'index'
            WHERE d.aggregate = TRUE GROUP BY 1 ORDER BY 2 DESC, 1
            """)) {
      while (row.next()) {
        bytes.put(row.getString(1), row.getLong(2));
      }
    }
    return bytes;
  }

  private static List<JournalStatistics.ArchivedPart> archives(Connection connection)
      throws SQLException {
    return ArchiveRow.all(connection).stream()
        .filter(row -> row.no() > 0)
        .map(
            row ->
                new JournalStatistics.ArchivedPart(
                    row.file(), row.runs(), row.events(), row.bytes(), row.sha256()))
        .toList();
  }
}
