package org.fleetreboot.journal.postgres.care;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.connect.PostgresSchema;
import org.fleetreboot.journal.sql.verify.EventVerification;
import org.fleetreboot.journal.sql.verify.ExpectedHeads;
import org.fleetreboot.journal.sql.verify.Findings;
import org.fleetreboot.journal.sql.verify.FoldCheck;
import org.fleetreboot.journal.sqlite.verify.ReadModelCheck;

/**
 * Reads a whole journal in one read transaction, while nodes may write to it, and names what is not
 * as it was written. Its pages are the server's to check.
 */
public final class PostgresVerifier {
  /** A stream that is closed without a snapshot of its last event would be forgotten. */
  private static final String WRONGLY_CLOSED =
      """
      SELECT name, covered, head FROM (
        SELECT s.name, coalesce(n.version, 0) AS covered, o.stream_no IS NULL AS closed,
          (SELECT max(e.version) FROM event e WHERE e.stream_no = s.stream_no) AS head
        FROM stream s LEFT JOIN snapshot n ON n.stream_no = s.stream_no
        LEFT JOIN open_stream o ON o.stream_no = s.stream_no) streams
      WHERE head IS NOT NULL AND (covered > head OR (closed AND covered < head)) LIMIT 1
      """;

  private PostgresVerifier() {}

  /**
   * Verifies a journal.
   *
   * @param expected heads that it must contain, as noted earlier
   * @throws org.fleetreboot.journal.JournalUnreachable if the server does not answer
   * @throws org.fleetreboot.journal.JournalRefused if there is no journal
   */
  public static Verification verify(
      PostgresAddress address, List<ChainHead> expected, LongWork work) {
    PostgresSchema.requireCurrent(address);
    Findings findings = new Findings();
    try (Connection connection = PostgresConnections.patientSource(address).getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false); // rows come in pages only in a transaction
      sql.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      EventVerification events =
          new EventVerification(
              connection, address.toString(), new ExpectedHeads(expected), findings, work);
      try (FoldCheck folds = new FoldCheck();
          ReadModelCheck readModels = new ReadModelCheck(connection, false)) {
        events.run(List.of(folds, readModels));
        if (findings.isEmpty()) {
          requireClosedRightly(sql, findings);
        }
        if (findings.isEmpty()) {
          readModels.end(findings);
        }
      } catch (JournalDamaged damaged) {
        findings.add(Character.toUpperCase(damaged.what().charAt(0)) + damaged.what().substring(1));
      }
      return events.verification();
    } catch (SQLException failed) {
      throw PostgresErrors.whileReading(address, failed);
    }
  }

  private static void requireClosedRightly(Statement sql, Findings findings) throws SQLException {
    try (ResultSet row = sql.executeQuery(WRONGLY_CLOSED)) {
      if (row.next()) {
        findings.add(
            row.getLong(2) == 0
                ? "The snapshot of %s is missing".formatted(row.getString(1))
                : "The snapshot of %s is of version %d, and the stream ends at %d"
                    .formatted(row.getString(1), row.getLong(2), row.getLong(3)));
      }
    }
  }
}
