package org.fleetreboot.app.report;

import java.nio.file.Path;
import java.time.Instant;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.journal.file.JournalFile;
import org.jspecify.annotations.Nullable;

/**
 * Whether a program works on the open runs of a journal.
 *
 * @param abandonedAt when the journal was last written to; null while a program works on it
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
    return JournalFile.writer(journal).isPresent() ? AT_WORK : new Attendance(written);
  }

  /** Whether the run is open, and nobody works on it. */
  public boolean isAbandoned(RunView run) {
    return run.status().isOpen() && abandonedAt != null;
  }

  /** Since when, and what to type; only for a run that is abandoned. */
  public String sentence(RunView run, Continuation typed) {
    return "No program works on run %s since %s, when its journal was last written to. To go on: %s"
        .formatted(
            run.run(), abandonedAt == null ? "now" : Words.time(abandonedAt), typed.run(run));
  }
}
