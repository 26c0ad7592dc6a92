package org.fleetreboot.engine.ownership;

import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.HubLock;
import org.fleetreboot.journal.file.KnownJournals;
import org.fleetreboot.journal.file.MachineFolders;
import org.jspecify.annotations.Nullable;

/**
 * A hub that this program works with.
 *
 * @param name the hub's name in the journal
 * @param lock held while this program alone works with the hub on this machine; null for a journal
 *     that decides by itself who works
 */
record OwnedHub(String name, @Nullable HubLock lock, KnownJournals knownJournals) {
  static OwnedHub take(String name, FileJournal journal, HubEndpoint hub, MachineFolders folders) {
    HubLock lock = HubLock.take(folders.locks(), hub, journal.file());
    try {
      return new OwnedHub(name, lock, KnownJournals.of(folders.state(), hub));
    } catch (RuntimeException refused) {
      lock.close();
      throw refused;
    }
  }

  /** Without a lock. */
  static OwnedHub shared(String name, HubEndpoint hub, MachineFolders folders) {
    return new OwnedHub(name, null, KnownJournals.of(folders.state(), hub));
  }

  /** Renews the lock; false if somebody has removed it. */
  boolean keepLock() {
    return lock == null || lock.keep();
  }

  void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
