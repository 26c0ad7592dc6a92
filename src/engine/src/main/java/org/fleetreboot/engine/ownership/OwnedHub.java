package org.fleetreboot.engine.ownership;

import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.journal.file.MachineFolders;

/**
 * A hub that this program alone works with, on this machine.
 *
 * @param name the hub's name in the journal
 */
record OwnedHub(String name, HubLock lock, KnownJournals knownJournals) {
  static OwnedHub take(String name, FileJournal journal, HubEndpoint hub, MachineFolders folders) {
    HubLock lock = HubLock.take(folders.locks(), hub, journal.file());
    try {
      return new OwnedHub(name, lock, KnownJournals.of(folders.state(), hub));
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  void close() {
    lock.close();
  }
}
