package org.fleetreboot.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.VALVE;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.SharedJournal.Ownership;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes want one partition. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FenceTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final StreamId RUN = StreamId.run("run-1");

  private final TestDatabase database = new TestDatabase();
  private final PostgresJournal first = database.open("first", CLOCK, HUB, StreamId.RUNS);
  private final PostgresJournal second = database.open("second", CLOCK);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void whoTakesAPartitionGoesOnFromItsLastEvent() {
    append(first, to(PUMP, 0, 3));

    Ownership taken = second.take(HUB).join();

    assertThat(taken).isEqualTo(new Ownership(HUB, 2, new Position(3)));
    assertThat(append(second, to(PUMP, 3, 1))).isEqualTo(new Position(4));
  }

  @Test
  void theNodeBeforeIsRefusedAndLeavesNothing() {
    append(first, to(PUMP, 0, 1));
    second.take(HUB).join();

    assertLost(first.append(HUB, List.of(to(PUMP, 1, 1), to(VALVE, 0, 2))));

    assertThat(second.head(HUB)).isEqualTo(new Position(1));
    assertThat(second.read(VALVE)).isEmpty();
    assertThat(append(second, to(VALVE, 0, 1))).isEqualTo(new Position(2));
  }

  @Test
  void theNodeBeforeGoesOnWithItsOtherPartitions() {
    second.take(HUB).join();
    CompletableFuture<Position> refused = first.append(HUB, List.of(to(PUMP, 0, 1)));
    CompletableFuture<Position> written = first.append(StreamId.RUNS, List.of(to(RUN, 0, 1)));

    assertLost(refused);
    assertThat(written.join()).isEqualTo(new Position(1));
    assertThat(first.failure().toCompletableFuture()).isNotDone();
  }

  @Test
  void theNodeBeforeCanTakeItBack() {
    append(first, to(PUMP, 0, 1));
    second.take(HUB).join();
    append(second, to(PUMP, 1, 1), to(VALVE, 0, 1));

    first.take(HUB).join();

    assertThat(append(first, to(PUMP, 2, 1), to(VALVE, 1, 1))).isEqualTo(new Position(5));
    assertLost(second.append(HUB, List.of(to(PUMP, 3, 1))));
  }

  @Test
  void snapshotsAndCheckpointsOfTheNodeBeforeAreRefused() {
    append(first, to(PUMP, 0, 1));
    second.take(HUB).join();

    assertLost(first.saveSnapshots(List.of(new Snapshot(PUMP, 1, new byte[] {1}))));
    first.take(HUB).join();
    second.take(HUB).join();
    assertLost(first.saveCheckpoint("results", HUB, new Position(1)));

    assertThat(second.snapshots().of(List.of(PUMP)).open()).containsExactly(PUMP);
    assertThat(second.checkpoint("results", HUB)).isEmpty();
  }

  @Test
  void aPartitionThatWasNeverTakenIsReadAndNotWritten() {
    append(first, to(PUMP, 0, 2));

    assertThat(second.read(PUMP)).hasSize(2);
    assertLost(second.append(HUB, List.of(to(PUMP, 2, 1))));
  }

  @Test
  void aPartitionThatWasGivenBackBelongsToNobody() {
    append(first, to(PUMP, 0, 1));
    first.release(HUB).join();

    assertLost(first.append(HUB, List.of(to(PUMP, 1, 1))));
    assertThat(second.take(HUB).join().head()).isEqualTo(new Position(1));
  }

  /** A node that stops in the middle of its transaction, and goes on when another has its hub. */
  @Test
  void aTransactionThatWakesUpTooLateIsRefusedAndLeavesNothing() throws SQLException {
    append(first, to(PUMP, 0, 1));
    CompletableFuture<Position> zombie;
    try (Connection holder = DriverManager.getConnection(database.url());
        Statement sql = holder.createStatement()) {
      holder.setAutoCommit(false);
      sql.execute("LOCK TABLE open_stream");
      zombie = first.append(HUB, List.of(to(VALVE, 0, 2)));
      Awaitility.await().until(() -> isWaiting());
      second.take(HUB).join();
      assertThat(zombie).isNotDone();
      holder.commit();
    }

    assertLost(zombie);
    assertThat(second.read(VALVE)).isEmpty();
    assertThat(append(second, to(PUMP, 1, 1))).isEqualTo(new Position(2));
  }

  @Test
  void aNodeThatHasNothingToWriteHoldsNoTransactionOpen() throws SQLException {
    append(first, to(PUMP, 0, 1));
    second.take(HUB).join();
    first.release(StreamId.RUNS).join();
    assertLost(first.append(HUB, List.of(to(PUMP, 1, 1))));

    try (Connection connection = DriverManager.getConnection(database.url());
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND state LIKE 'idle in transaction%'")) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
  }

  /** Whether somebody waits for a lock in this database. */
  private boolean isWaiting() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database"
                    + " WHERE datname = current_database())")) {
      row.next();
      return row.getLong(1) > 0;
    }
  }

  @Test
  void takingWaitsForACommitUnderWayAndSeesItsEvents() throws SQLException {
    append(first, to(PUMP, 0, 1));
    try (Connection committing = DriverManager.getConnection(database.url());
        Statement sql = committing.createStatement()) {
      committing.setAutoCommit(false);
      sql.executeUpdate(
          "UPDATE partition SET snapshot_format = 9 WHERE name = '" + HUB + "' AND epoch = 1");
      CompletableFuture<Ownership> taking = second.take(HUB);
      assertThatThrownBy(() -> taking.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);

      committing.commit();

      assertThat(taking.join().epoch()).isEqualTo(2);
      assertThat(second.snapshots().format()).isEqualTo(9);
    }
  }

  private static void assertLost(CompletableFuture<?> answer) {
    assertThatThrownBy(answer::join)
        .hasCauseInstanceOf(PartitionLost.class)
        .hasMessageContaining("hub/north does not belong to this node");
  }
}
