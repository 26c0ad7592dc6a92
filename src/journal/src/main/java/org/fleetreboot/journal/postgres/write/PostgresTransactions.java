package org.fleetreboot.journal.postgres.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.connect.PostgresConnections;
import org.fleetreboot.journal.postgres.connect.PostgresErrors;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.sql.event.PartitionHead;
import org.fleetreboot.journal.sql.write.Request;
import org.fleetreboot.journal.sql.write.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the partitions that this node has taken. A connection that is lost is opened again, and
 * what became of the commit under way is looked up.
 */
public final class PostgresTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresTransactions.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final PostgresSettings settings;
  private final InstantSource clock;
  private final LongWork work;
  private final UUID hold;
  private final Holding holding;
  private final CountDownLatch closing = new CountDownLatch(1);

  /** What this node has taken, as of the last commit. */
  private Map<String, Owned> owned = new HashMap<>();

  private Session session;

  private PostgresTransactions(
      PostgresSettings settings, InstantSource clock, LongWork work, UUID hold, Session session) {
    this.settings = settings;
    this.clock = clock;
    this.work = work;
    this.hold = hold;
    this.holding = new Holding(settings, hold);
    this.session = session;
  }

  /**
   * Connects, and takes nothing yet.
   *
   * @param hold identifies this opening of the journal
   * @throws org.fleetreboot.journal.JournalRefused if the server is not safe, or not of our time
   */
  public static PostgresTransactions open(
      PostgresSettings settings, InstantSource clock, LongWork work, UUID hold)
      throws SQLException {
    Connection connection = PostgresConnections.writer(settings.address(), hold);
    try {
      PostgresConnections.requireSameTime(settings, connection, clock);
      return new PostgresTransactions(
          settings, clock, work, hold, Session.on(connection, Map.of(), Set.of()));
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public void commit(List<Request> batch) throws SQLException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        write(batch);
        return;
      } catch (PartitionLost lost) {
        LOG.warn(lost.getMessage());
        owned.remove(lost.partition());
        startOver();
      } catch (SQLException failed) {
        if (session.isLost(failed)) {
          if (isWritten(failed)) {
            return;
          }
        } else if (PostgresErrors.isRepeatable(failed)) {
          LOG.info(
              "A transaction is repeated after {} ms: {}", pause, PostgresErrors.words(failed));
          startOver();
          pause(pause);
        } else if (PostgresErrors.isConstraint(failed)) {
          startOver();
          requireLost(failed);
        } else {
          throw failed;
        }
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  private void write(List<Request> batch) throws SQLException {
    if (batch.get(0) instanceof TakeRequest take) {
      take(take);
      return;
    }
    session.write(batch, clock.millis());
    session.commit();
    owned = session.tables.after();
    session.tables.committed();
    session.heads.trim();
  }

  private void take(TakeRequest take) throws SQLException {
    Map<String, Owned> after = new HashMap<>(owned);
    if (take.isBack()) {
      holding.release(session.connection, take.partition());
      after.remove(take.partition());
    } else {
      Owned taken = holding.take(session.connection, take.partition());
      take.taken(taken);
      after.put(taken.name(), taken);
    }
    session.connection.commit();
    owned = after;
    session = Session.on(session.connection, owned, Set.of());
    if (!take.isBack()) {
      rebuild(take.partition(), take.isRebuilt());
    }
  }

  /** Fills the read models of a partition anew if they are not what its events say. */
  private void rebuild(String partition, boolean always) throws SQLException {
    PartitionRebuild rebuild = new PartitionRebuild(session.connection, partition);
    if (!always && rebuild.isCurrent()) {
      session.connection.rollback();
      return;
    }
    session.tables.fence(partition);
    rebuild.run(session.heads, session.tables, settings.address().toString(), work);
    session.tables.flush();
    session.commit();
    owned = session.tables.after();
    session = Session.on(session.connection, owned, Set.of());
  }

  /** Forgets what the transaction has changed, in the database and in memory. */
  private void startOver() throws SQLException {
    try {
      session.connection.rollback();
      session = Session.on(session.connection, owned, Set.of());
    } catch (SQLException failed) {
      if (!session.isLost(failed)) {
        throw failed;
      }
      reconnect(failed);
    }
  }

  /** A key that was there already is the new owner's, or damage. */
  private void requireLost(SQLException failed) throws SQLException {
    int before = owned.size();
    takeAgain();
    if (owned.size() == before) {
      throw new JournalDamaged(
          settings.address().toString(), "it has events that this program did not write", failed);
    }
  }

  /**
   * Opens the connection again, and looks up whether the transaction was committed that was under
   * way.
   */
  private boolean isWritten(SQLException failed) throws SQLException {
    Map<String, PartitionHead> before = heads(owned);
    Map<String, PartitionHead> ends = session.ends;
    reconnect(failed);
    boolean isWritten = false;
    boolean isNotWritten = false;
    for (Map.Entry<String, Owned> one : owned.entrySet()) {
      PartitionHead now = one.getValue().head();
      PartitionHead end = ends.get(one.getKey());
      boolean isBefore = now.isSameAs(before.get(one.getKey()));
      if (!isBefore && !now.isSameAs(end)) {
        throw new JournalDamaged(
            settings.address().toString(),
            "%s ends at event %d, which this program did not write"
                .formatted(one.getKey(), now.position()));
      }
      isWritten |= !isBefore;
      isNotWritten |= isBefore && end != null && !now.isSameAs(end);
    }
    if (isWritten && isNotWritten) {
      throw new JournalDamaged(
          settings.address().toString(), "a part of a transaction is missing", failed);
    }
    return isWritten;
  }

  private static Map<String, PartitionHead> heads(Map<String, Owned> owned) {
    Map<String, PartitionHead> heads = new HashMap<>();
    owned.forEach((name, one) -> heads.put(name, one.head()));
    return heads;
  }

  /** Waits until the database is there again, and takes the partitions again. */
  private void reconnect(SQLException failed) throws SQLException {
    LOG.warn(
        "The connection to PostgreSQL at {} was lost ({}): the journal waits until it is back.",
        settings.address(),
        PostgresErrors.words(failed));
    Session lost = session;
    lost.abandon();
    long pause = FIRST_PAUSE_MILLIS;
    while (!isBack(lost)) {
      if (pause(pause)) {
        throw new JournalFailed(
            "The journal at %s was closed while PostgreSQL could not be reached: whether the last batch was written, the next start finds."
                .formatted(settings.address()));
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
    LOG.warn("PostgreSQL at {} is back: the journal goes on.", settings.address());
  }

  private boolean isBack(Session lost) throws SQLException {
    Connection connection = null;
    try {
      connection = PostgresConnections.writer(settings.address(), hold);
      lost.endBackend(connection);
      session = Session.on(connection, owned, Set.of());
      takeAgain();
      return true;
    } catch (SQLException still) {
      boolean isGone = connection != null && connection.isClosed();
      if (connection != null) {
        connection.abort(Runnable::run);
      }
      if (isGone
          || PostgresErrors.isUnreachable(still)
          || PostgresErrors.isReadOnly(still)
          || PostgresErrors.isRepeatable(still)) {
        return false;
      }
      throw still;
    }
  }

  /** Takes what this node has once more, and forgets what others have taken. */
  private void takeAgain() throws SQLException {
    Map<String, Owned> still = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (String name : owned.keySet()) {
      Owned again = holding.takeAgain(session.connection, name);
      if (again == null) {
        LOG.warn(PartitionLost.inDoubt(name).getMessage());
        taken.add(name);
      } else {
        still.put(name, again);
      }
    }
    session.connection.commit();
    owned = still;
    session = Session.on(session.connection, owned, taken);
  }

  /** Waits, and says whether it should wait no longer. */
  private boolean pause(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodysBusiness) {
      return false;
    }
  }

  @Override
  public JournalFailed failed(Throwable error) {
    return PostgresErrors.whileWriting(settings.address(), error);
  }

  @Override
  public void closing() {
    closing.countDown();
  }

  /** Gives everything back, so that others need not wait. */
  @Override
  public void close() throws SQLException {
    try (Connection connection = session.connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        for (String name : owned.keySet()) {
          holding.release(connection, name);
        }
        connection.commit();
      }
    } catch (SQLException failed) {
      if (!PostgresErrors.isUnreachable(failed)) {
        throw failed;
      }
    }
  }
}
