package org.fleetreboot.journal.sqlite.archive.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fleetreboot.journal.ArchiveReport;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.lock.FileErrorReason;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.ArchiveRow;
import org.fleetreboot.journal.sqlite.archive.ArchiveTables;
import org.fleetreboot.journal.sqlite.event.Gap;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.file.WriterLock;
import org.fleetreboot.journal.sqlite.statement.Pragma;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/**
 * Moves old runs from a journal to archives, one month after the other.
 *
 * <p>An archive is written under another name, synced, checked, announced in the journal, and put
 * in its place; only then one transaction removes its events from the journal. Whatever a crash
 * leaves of that, the next call does the month again: it finds the events in the journal, and
 * perhaps in the archive, too.
 */
public final class Archiver {
  private final Path file;
  private final Connection connection;
  private final Consumer<String> progress;

  private Archiver(Path file, Connection connection, Consumer<String> progress) {
    this.file = file;
    this.connection = connection;
    this.progress = progress;
  }

  /** What {@link #move} would do. */
  public static ArchiveReport plan(Path file, Instant endedBefore) {
    try (Connection connection = Connections.planner(file)) {
      ArchivableRuns runs = ArchivableRuns.find(connection, endedBefore.toEpochMilli());
      List<ArchiveRow> known = new ArrayList<>(ArchiveRow.all(connection));
      List<ArchiveReport.Moved> moved = new ArrayList<>();
      for (String month : runs.months()) {
        ArchiveRow archive = ArchiveRow.of(month, known);
        if (!known.contains(archive)) {
          known.add(archive);
        }
        moved.add(moved(archive, runs, month));
      }
      long before = Files.size(file);
      long leaving = moved.stream().mapToLong(ArchiveReport.Moved::bytes).sum();
      return new ArchiveReport(moved, runs.held(), before, Math.max(0, before - leaving));
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    } catch (IOException failed) {
      throw refused(file, failed);
    }
  }

  /**
   * Moves the runs that ended before that time, and gives the room that they took back to the disk.
   *
   * @param progress gets a sentence now and then
   * @throws org.fleetreboot.journal.JournalInUse if a program has the journal open
   * @throws JournalFailed if the journal is damaged or the disk is full; nothing is lost then
   */
  public static ArchiveReport move(Path asked, Instant endedBefore, Consumer<String> progress) {
    if (Files.notExists(asked)) {
      throw new JournalRefused("There is no journal at %s.".formatted(asked.toAbsolutePath()));
    }
    try (WriterLock lock = WriterLock.of(asked);
        Connection connection = Connections.writer(lock.file(), DiskLimits.DEFAULT)) {
      return new Archiver(lock.file(), connection, progress).move(endedBefore);
    } catch (SQLException failed) {
      throw SqliteErrors.whileWriting(asked, failed);
    } catch (IOException failed) {
      throw refused(asked, failed);
    }
  }

  private ArchiveReport move(Instant endedBefore) throws SQLException, IOException {
    long before = Files.size(file);
    progress.accept("finding the runs that ended before " + endedBefore);
    ArchivableRuns runs = ArchivableRuns.find(connection, endedBefore.toEpochMilli());
    Map<String, Long> held = runs.held();
    List<ArchiveReport.Moved> moved = new ArrayList<>();
    for (String month : runs.months()) {
      ArchiveRow archive = ArchiveRow.of(month, ArchiveRow.all(connection));
      ArchiveReport.Moved part = moved(archive, runs, month);
      progress.accept(
          "moving %,d events of %d runs to %s"
              .formatted(part.events(), part.runs(), archive.file()));
      move(archive, month, part);
      moved.add(part);
    }
    try (Statement sql = connection.createStatement()) {
      if (!moved.isEmpty() || isHalfEmpty(sql)) {
        progress.accept("giving their room back to the disk");
        sql.execute("VACUUM");
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
    return new ArchiveReport(moved, held, before, Files.size(file));
  }

  /** A move before this one may have ended before it gave the room back. */
  private static boolean isHalfEmpty(Statement sql) throws SQLException {
    return Pragma.read(sql, "freelist_count") > Pragma.read(sql, "page_count") / 2;
  }

  private void move(ArchiveRow archive, String month, ArchiveReport.Moved part)
      throws SQLException, IOException {
    Path target = file.resolveSibling(archive.file());
    Path folder = OwnerOnly.createFolders(ArchiveFile.folder(target));
    String runs = ArchivableRuns.runsOf(month);
    requireKnown(archive, target);
    String sha256;
    try (DraftFiles drafts = new DraftFiles(folder, file)) {
      sha256 =
          new ArchivedMonth(connection, archive, runs, drafts.raw())
              .write(target, drafts.compressed());
      archive.announce(connection, sha256);
      ArchiveFile.replace(drafts.compressed(), target);
    }
    List<Gap> gaps = ArchivedMonth.leaving(connection, runs);
    try (Statement sql = connection.createStatement()) {
      sql.execute("BEGIN IMMEDIATE");
      ArchiveTables.addGaps(connection, gaps, archive.no());
      archive.settle(connection, sha256, part.runs(), part.events(), Files.size(target));
      ArchiveTables.leave(sql, runs, archive.no());
      ReadModelMove.remove(sql, runs);
      sql.execute("COMMIT");
      sql.executeUpdate("DELETE FROM temp.old_event WHERE run IN " + runs);
    }
  }

  /** A file of that name that this journal did not announce is not overwritten. */
  private static void requireKnown(ArchiveRow archive, Path target) throws IOException {
    if (Files.exists(target) && !archive.isOf(ArchiveFile.sha256(target))) {
      throw new JournalRefused(
          "%s is not the archive that this journal wrote: put that one back from a backup, or move this one away."
              .formatted(target));
    }
    if (archive.sha256() != null && Files.notExists(target)) {
      throw new JournalRefused(
          "%s is missing, and more runs belong into it: put it back from a backup."
              .formatted(target));
    }
  }

  private static ArchiveReport.Moved moved(ArchiveRow archive, ArchivableRuns runs, String month)
      throws SQLException {
    return new ArchiveReport.Moved(
        archive.file(), runs.runs(month), runs.events(month), runs.bytes(month));
  }

  private static JournalRefused refused(Path file, IOException failed) {
    return new JournalRefused(
        "The archive of journal %s cannot be written (%s). Check the disk and the permissions, then repeat the command; nothing is lost."
            .formatted(file, FileErrorReason.of(failed)),
        failed);
  }
}
