package org.fleetreboot.journal.postgres;

import java.util.stream.Stream;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.RandomHistory;
import org.fleetreboot.journal.ReadModelContract;
import org.fleetreboot.journal.StreamId;
import org.junit.jupiter.api.AfterEach;

class PostgresReadModelTest extends ReadModelContract {
  private static final String[] PARTITIONS =
      Stream.concat(
              Stream.of(StreamId.RUNS), RandomHistory.HUBS.stream().map(StreamId::partitionOf))
          .toArray(String[]::new);

  private final TestDatabase database = new TestDatabase();
  private Journal zombie = open();

  /** Each question is a round trip to the server. */
  @Override
  protected int rounds() {
    return 2;
  }

  @Override
  protected Journal open() {
    return database.open("node", CLOCK, PARTITIONS);
  }

  @Override
  protected Journal reopen(Journal open) {
    open.close();
    return open();
  }

  /** Another node takes the partitions, while the one before is still there. */
  @Override
  protected Journal kill(Journal open) {
    zombie.close();
    zombie = open;
    return open();
  }

  @AfterEach
  void close() {
    zombie.close();
  }
}
