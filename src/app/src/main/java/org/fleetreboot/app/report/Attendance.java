package org.fleetreboot.app.report;

import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.journal.file.JournalFile;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program works on the open runs of a journal.
 *
 * @param abandonedAt when a program at work last wrote to the journal; null while one does
 */
public record Attendance(@Nullable Instant abandonedAt) {
  /** A program works on them. */
  public static final Attendance AT_WORK = new Attendance(null);

  /**
   * That of a journal, as its lock says.
   *
   * @throws org.fleetreboot.journal.JournalRefused when that cannot be seen
   */
  public static Attendance of(Path journal) {
    // Before the lock: written to by nobody after that.
    Instant written = JournalFile.lastWritten(journal);
    return JournalFile.writer(journal).isPresent()
        ? AT_WORK
        : new Attendance(RecordedAtRest.read(journal).leftBefore(written));
  }

  /** Stays as it is, though an order was recorded since, which no program carries out yet. */
  public void outlast(Path journal) {
    if (abandonedAt != null) {
      new RecordedAtRest(abandonedAt, JournalFile.lastWritten(journal)).write(journal);
    }
  }

  /** Whether the run is open, and nobody works on it. */
  public boolean isAbandoned(RunView run) {
    return run.status().isOpen() && abandonedAt != null;
  }

  /** Since when, and what to type; only for a run that is abandoned. */
  public String sentence(RunView run, Continuation typed) {
    return "No program works on run %s since %s, when one last wrote to its journal. To go on: %s"
        .formatted(
            run.run(), abandonedAt == null ? "now" : Words.time(abandonedAt), typed.run(run));
  }
}
