package org.fleetreboot.journal.memory;

import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalContract;

class InMemoryJournalTest extends JournalContract {
  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }

  @Override
  protected Journal reopen(Journal closed) {
    return ((InMemoryJournal) closed).crash();
  }
}
