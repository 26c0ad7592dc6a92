package org.fleetreboot.journal.open;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.file.JournalCare;
import org.fleetreboot.journal.postgres.PostgresJournal;
import org.fleetreboot.journal.postgres.care.PostgresStatistics;
import org.fleetreboot.journal.postgres.care.PostgresVerifier;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.postgres.read.PostgresReader;

/** Takes care of a journal wherever it is. */
public final class JournalMaintenance {
  private JournalMaintenance() {}

  /**
   * Reads the whole journal, even while programs write to it, and says what is not as it was
   * written.
   *
   * @param expected heads that it must contain, as {@link #heads} gave them earlier
   * @throws JournalRefused if there is none
   */
  public static Verification verify(
      JournalAddress address, List<ChainHead> expected, LongWork work) {
    return address
        .file()
        .map(file -> JournalCare.verify(file, expected, work))
        .orElseGet(() -> PostgresVerifier.verify(database(address), expected, work));
  }

  /** Where the partitions end, in the order of their names. */
  public static List<ChainHead> heads(JournalAddress address) {
    return address
        .file()
        .map(JournalCare::heads)
        .orElseGet(() -> PostgresStatistics.heads(database(address)));
  }

  /** What is in the journal; reads it once. */
  public static JournalStatistics statistics(JournalAddress address) {
    return address
        .file()
        .map(JournalCare::statistics)
        .orElseGet(() -> PostgresStatistics.read(database(address)));
  }

  /**
   * Makes what is derived from the events of a shared journal anew: first what people are shown,
   * then, of its streams, what the caller folds. No node may have it.
   *
   * @param format of the snapshots from now on
   * @param snapshots saves the snapshots, which are all thrown away before
   * @throws JournalRefused if a node has it
   */
  public static void rebuildShared(
      JournalAddress address,
      InstantSource clock,
      int format,
      LongWork work,
      Consumer<Journal> snapshots) {
    List<String> partitions;
    try (PostgresReader reader = PostgresReader.open(database(address))) {
      requireFree(address, reader);
      partitions = reader.partitions();
    }
    try (PostgresJournal journal =
        PostgresJournal.open(
            new PostgresSettings(database(address), "journal rebuild"),
            clock,
            work,
            JournalObserver.NONE)) {
      partitions.forEach(partition -> journal.takeAndRebuild(partition).join());
      journal.discardSnapshots(format).join();
      snapshots.accept(journal);
    }
  }

  static void requireFree(JournalAddress address, PostgresReader reader) {
    reader
        .owner()
        .ifPresent(
            node -> {
              throw new JournalRefused(
                  "The journal at %s is in use by node %s: stop every node first. One that was killed gives it back when it is started and stopped."
                      .formatted(address, node));
            });
  }

  private static PostgresAddress database(JournalAddress address) {
    return address.database().orElseThrow();
  }
}
