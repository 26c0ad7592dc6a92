package org.fleetreboot.journal.memory;

import java.time.Instant;
import java.time.InstantSource;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.SnapshotContract;

class InMemorySnapshotTest extends SnapshotContract {
  @Override
  protected Journal open() {
    return new InMemoryJournal(InstantSource.fixed(Instant.EPOCH));
  }

  @Override
  protected Journal reopen(Journal closed) {
    return ((InMemoryJournal) closed).crash();
  }
}
