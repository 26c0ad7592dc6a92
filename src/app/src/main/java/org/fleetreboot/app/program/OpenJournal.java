package org.fleetreboot.app.program;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalInFile;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.engine.ownership.HubOwnership;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.FileJournal;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.SharedJournal;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.file.HubEndpoint;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.file.MachineFolders;
import org.fleetreboot.journal.lock.Holder;
import org.fleetreboot.journal.postgres.PostgresJournal;
import org.fleetreboot.journal.postgres.PostgresPlace;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.jspecify.annotations.Nullable;

/**
 * The journal that this program writes to.
 *
 * @param location where it is
 * @param hold identifies this opening of it
 */
record OpenJournal(JournalLocation location, Journal journal, UUID hold) implements AutoCloseable {

  /** A way to open a file. */
  interface OpeningFile {
    FileJournal of(
        Path file, InstantSource clock, DiskLimits limits, LongWork work, JournalObserver observer);
  }

  /**
   * Opens it for writing.
   *
   * @throws org.fleetreboot.journal.JournalInUse if it is a file that another program has open
   * @throws org.fleetreboot.journal.JournalRefused if it is not a journal that can be written
   * @throws org.fleetreboot.journal.JournalUnreachable if a database does not answer
   */
  static OpenJournal of(
      JournalLocation location,
      InstantSource clock,
      LongWork work,
      JournalObserver observer,
      OpeningFile opening) {
    if (location instanceof JournalInFile place) {
      FileJournal file = opening.of(place.file(), clock, DiskLimits.DEFAULT, work, observer);
      return new OpenJournal(location, file, file.hold());
    }
    return shared((JournalInDatabase) location, clock, work, observer);
  }

  /** As {@link #of(JournalLocation, InstantSource, LongWork, JournalObserver, OpeningFile)}. */
  static OpenJournal of(JournalLocation location, InstantSource clock) {
    if (location instanceof JournalInFile place) {
      FileJournal file = JournalFile.open(place.file(), clock);
      return new OpenJournal(location, file, file.hold());
    }
    return shared((JournalInDatabase) location, clock, LongWork.UNWATCHED, JournalObserver.NONE);
  }

  private static OpenJournal shared(
      JournalInDatabase location, InstantSource clock, LongWork work, JournalObserver observer) {
    PostgresJournal shared =
        PostgresJournal.open(
            new PostgresSettings(location.address(), nameOfNode()), clock, work, observer);
    return new OpenJournal(location, shared, shared.hold());
  }

  private static String nameOfNode() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "process " + ProcessHandle.current().pid();
    }
  }

  /**
   * Makes this program the only one for its hubs on this machine. A database needs no lock for
   * that: its fence refuses the events of all nodes but one.
   *
   * @param place the operator's name for the place of the journal; null for none
   * @throws org.fleetreboot.journal.file.HubInUse if another program works with one of the hubs
   */
  HubOwnership ownership(
      Map<String, HubEndpoint> hubs, MachineFolders folders, @Nullable String place) {
    return location instanceof JournalInDatabase
        ? HubOwnership.shared((SharedJournal) journal, hubs, folders, place(place))
        : HubOwnership.take((FileJournal) journal, hubs, folders, place);
  }

  /** Where it is, described by what a copy of it does not have. */
  JournalPlace place(@Nullable String name) {
    return location instanceof JournalInDatabase database
        ? PostgresPlace.of(database.address(), name)
        : JournalFile.place((FileJournal) journal, name);
  }

  /** Takes what a database shares out, to write about runs and those hubs; a file is all ours. */
  void take(Set<String> hubs) {
    if (journal instanceof SharedJournal shared) {
      var unused = shared.take(StreamId.RUNS).join();
      hubs.forEach(
          hub -> {
            var unusedHub = shared.take(StreamId.partitionOf(hub)).join();
          });
    }
  }

  @Override
  public void close() {
    journal.close();
  }

  /** The file in which this program leaves its address and token for commands. */
  Path apiFile() {
    return location.apiFile(new Holder(ProcessHandle.current().pid(), hold, ""));
  }
}
