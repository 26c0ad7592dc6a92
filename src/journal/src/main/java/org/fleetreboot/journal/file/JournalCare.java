package org.fleetreboot.journal.file;

import java.nio.file.Path;
import java.util.List;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.JournalDamaged;
import org.fleetreboot.journal.JournalInUse;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.CompactedJournal;
import org.fleetreboot.journal.care.JournalStatistics;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.sqlite.maintenance.Backup;
import org.fleetreboot.journal.sqlite.maintenance.Compaction;
import org.fleetreboot.journal.sqlite.maintenance.Statistics;
import org.fleetreboot.journal.sqlite.refold.Refold;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.fleetreboot.journal.sqlite.write.Rebuild;

/** Takes care of the journal in one file on a local disk. */
public final class JournalCare {
  private JournalCare() {}

  /**
   * Reads the whole journal, even while a program writes to it, and says what is not as it was
   * written.
   *
   * @param expected heads that it must contain, as {@link #heads} gave them earlier
   * @throws JournalRefused if there is no such file, or it is not a journal
   */
  public static Verification verify(Path file, List<ChainHead> expected, LongWork work) {
    return Verifier.verify(file, expected, work);
  }

  /**
   * Writes a verified copy, even while a program writes to the journal.
   *
   * @param replace whether an existing file may be replaced
   * @throws JournalRefused if the copy cannot be written
   * @throws JournalDamaged if the journal is damaged
   */
  public static Verification backUp(Path file, Path to, boolean replace, LongWork work) {
    return Backup.write(file, to, replace, work);
  }

  /**
   * Gives the free room in the file back to the disk.
   *
   * @throws JournalInUse if a program has it open
   * @throws JournalDamaged if the journal is damaged
   */
  public static CompactedJournal compact(Path file, LongWork work) {
    return Compaction.compact(file, work);
  }

  /**
   * Fills what people are shown anew from the events.
   *
   * @throws JournalInUse if a program has it open
   * @throws JournalDamaged if the journal is damaged
   */
  public static void rebuild(Path file, LongWork work) {
    Rebuild.readModels(file, work);
  }

  /**
   * Throws the snapshots away, and makes those of streams with archived events anew from the
   * archives.
   *
   * @param format of the snapshots from now on
   * @throws JournalInUse if a program has it open
   * @throws JournalRefused if an archive is missing or damaged; nothing has changed then
   * @throws JournalDamaged if the journal is damaged
   */
  public static void refoldSnapshots(Path file, int format, ArchivedStates states, LongWork work) {
    Refold.file(file, format, states, work);
  }

  /** Where the partitions end, in the order of their names. */
  public static List<ChainHead> heads(Path file) {
    return Statistics.heads(file);
  }

  /** What is in the file; reads it once. */
  public static JournalStatistics statistics(Path file) {
    return Statistics.read(file);
  }
}
