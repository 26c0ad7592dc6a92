package org.fleetreboot.journal.sqlite.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sql.verify.EventVerification;
import org.fleetreboot.journal.sql.verify.ExpectedHeads;
import org.fleetreboot.journal.sql.verify.Findings;
import org.fleetreboot.journal.sql.verify.FoldCheck;
import org.fleetreboot.journal.sqlite.archive.ArchiveFile;
import org.fleetreboot.journal.sqlite.archive.DecompressedArchive;
import org.fleetreboot.journal.sqlite.file.Connections;
import org.fleetreboot.journal.sqlite.snapshot.OpenStreamCheck;
import org.fleetreboot.journal.sqlite.statement.SqliteErrors;

/**
 * Reads a whole journal in one read transaction, while a program may write to it, and names what is
 * not as it was written.
 */
public final class Verifier {
  private final Path file;
  private final Path original;
  private final LongWork work;
  private final Findings findings = new Findings();
  private final ExpectedHeads expected;

  private Verifier(Path file, Path original, List<ChainHead> expected, LongWork work) {
    this.file = file;
    this.original = original;
    this.work = work;
    this.expected = new ExpectedHeads(expected);
  }

  /**
   * Verifies a journal.
   *
   * @param expected heads that it must contain, as noted earlier
   * @throws org.fleetreboot.journal.JournalRefused if there is no such file, or it is no journal
   */
  public static Verification verify(Path file, List<ChainHead> expected, LongWork work) {
    if (!ArchiveFile.isNamed(file)) {
      return new Verifier(file, file, expected, work).verification();
    }
    try (DecompressedArchive archive = DecompressedArchive.open(file)) {
      return archive.ask(journal -> new Verifier(journal, journal, expected, work).verification());
    }
  }

  /** Verifies a copy of a journal whose archives are beside the original. */
  public static Verification verifyCopy(
      Path copy, Path original, List<ChainHead> expected, LongWork work) {
    return new Verifier(copy, original, expected, work).verification();
  }

  private Verification verification() {
    try (Connection connection = Connections.verifier(file);
        Statement sql = connection.createStatement()) {
      EventVerification events =
          new EventVerification(connection, file.toString(), expected, findings, work);
      try {
        sql.execute("BEGIN");
        checkPages(sql);
        readEvents(connection, events);
        sql.execute("COMMIT");
      } catch (JournalDamaged damaged) {
        findings.add(sentence(damaged.what()));
      } catch (SQLException failed) {
        if (!SqliteErrors.isDamageForReaders(failed)) {
          throw SqliteErrors.whileReading(file, failed);
        }
        findings.add(
            "After %d events it cannot be read: %s"
                .formatted(events.events(), SqliteErrors.words(failed)));
      }
      return events.verification();
    } catch (JournalDamaged damaged) {
      findings.add(sentence(damaged.what()));
      return new Verification(0, 0, null, null, List.of(), findings.all());
    } catch (SQLException failed) {
      throw SqliteErrors.whileReading(file, failed);
    }
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** SQLite's own check: pages, and each index against its table. */
  private void checkPages(Statement sql) throws SQLException {
    work.show("Checking pages", 0, 0);
    try (ResultSet row = sql.executeQuery("PRAGMA integrity_check(5)")) {
      while (row.next()) {
        if (!row.getString(1).equals("ok")) {
          findings.add("SQLite finds: " + row.getString(1).replaceAll("\\s+", " "));
        }
      }
    }
  }

  private void readEvents(Connection connection, EventVerification events) throws SQLException {
    boolean whole = findings.isEmpty();
    try (FoldCheck folds = new FoldCheck();
        ReadModelCheck readModels = new ReadModelCheck(connection, true)) {
      events.run(List.of(folds, readModels));
      ArchivesCheck.require(
          connection, original, file.equals(original) ? expected : null, findings);
      if (findings.isEmpty()) {
        OpenStreamCheck.fault(connection).ifPresent(findings::add);
      }
      if (whole && findings.isEmpty()) {
        readModels.end(findings);
      }
    }
  }
}
