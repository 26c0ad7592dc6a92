package org.fleetreboot.engine.loop;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fleetreboot.engine.state.ArchivedStreams;
import org.fleetreboot.engine.state.SnapshotCheck;
import org.fleetreboot.engine.state.SnapshotRebuild;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.StateCodec;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.file.JournalCare;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.open.JournalAddress;
import org.fleetreboot.journal.open.JournalMaintenance;
import org.fleetreboot.journal.open.Journals;

/** Maintenance of a journal together with the snapshots that an engine starts from. */
public final class SnapshotMaintenance {
  /** The first ones say enough. */
  private static final int MOST_FINDINGS = 20;

  private SnapshotMaintenance() {}

  /**
   * As {@link JournalMaintenance#verify}, and then compares the snapshots with the folds of their
   * events.
   *
   * @param expected heads that the journal must contain
   */
  public static Verification verify(
      JournalAddress address, List<ChainHead> expected, LongWork work) {
    Verification found = JournalMaintenance.verify(address, expected, work);
    return found.hasWholeEvents() ? found.and(differences(address, work)) : found;
  }

  private static List<Finding> differences(JournalAddress address, LongWork work) {
    List<Finding> findings = new ArrayList<>();
    try (JournalReader journal = Journals.openReadOnly(address)) {
      // The next start throws those of another form away.
      if (journal.snapshots().format() == StateCodec.FORMAT) {
        new SnapshotCheck(journal)
            .run(
                (folded, atMost) -> work.show("Comparing snapshots", folded, atMost),
                fault -> {
                  if (findings.size() < MOST_FINDINGS) {
                    findings.add(new Finding(sentence(fault), null, true));
                  }
                });
      }
    }
    return findings;
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * As {@link JournalCare#rebuild}, and makes the snapshots anew from the events in the journal and
   * in its archives.
   *
   * @throws org.fleetreboot.journal.JournalRefused if an archive is missing or damaged; nothing has
   *     changed then
   */
  public static void rebuild(Path file, InstantSource clock, LongWork work) {
    // First, because a journal that lacks such a snapshot cannot be opened.
    JournalCare.refoldSnapshots(file, StateCodec.FORMAT, new ArchivedStreams(), work);
    JournalCare.rebuild(file, work);
    complete(file, clock, work);
  }

  /**
   * The same in a database.
   *
   * @throws org.fleetreboot.journal.JournalRefused if a node has it
   */
  public static void rebuildShared(JournalAddress address, InstantSource clock, LongWork work) {
    JournalMaintenance.rebuildShared(
        address, clock, StateCodec.FORMAT, work, journal -> complete(journal, clock, work));
  }

  private static void complete(Journal journal, InstantSource clock, LongWork work) {
    SnapshotRebuild.complete(
        journal, (folded, atMost) -> work.show("Folding events", folded, atMost), clock.instant());
  }

  /** Saves the snapshots that a journal lacks, as an engine does after its runs. */
  public static void complete(Path file, InstantSource clock, LongWork work) {
    try (Journal journal = JournalFile.open(file, clock)) {
      complete(journal, clock, work);
    }
  }
}
