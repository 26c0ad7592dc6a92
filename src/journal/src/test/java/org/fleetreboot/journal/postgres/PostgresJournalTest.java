package org.fleetreboot.journal.postgres;

import static org.fleetreboot.journal.Appends.HUB;

import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalContract;
import org.fleetreboot.journal.StreamId;

class PostgresJournalTest extends JournalContract {
  private final TestDatabase database = new TestDatabase();

  @Override
  protected Journal open() {
    return database.open("node", CLOCK, HUB, StreamId.RUNS, "hub/south");
  }

  @Override
  protected Journal reopen(Journal closed) {
    return open();
  }
}
