package org.fleetreboot.app.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.engine.view.RunView;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.file.JournalFile;

/** Whether a program works on the open runs of a journal. */
public sealed interface ProgramPresence {
  /** The program that holds a journal, according to its lock. */
  static ProgramPresence of(Path journal) {
    try {
      // Before the lock: written to by nobody after that.
      Instant written = JournalFile.lastWritten(journal);
      return JournalFile.writer(journal).isPresent()
          ? new AtWork()
          : new Abandoned(RecordedOffline.read(journal).leftBefore(written));
    } catch (JournalRefused e) {
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** Stays as it is, though an order was recorded since, which no program carries out yet. */
  default void outlast(Path journal) {
    if (this instanceof Abandoned nobody) {
      new RecordedOffline(nobody.since(), JournalFile.lastWritten(journal)).write(journal);
    }
  }

  /** Whether the run is open, and nobody works on it. */
  default boolean isAbandoned(RunView run) {
    return run.status().isOpen() && this instanceof Abandoned;
  }

  /** What there is to say of an open run that no program is seen to work on. */
  Optional<String> sentence(RunView run, Continuation typed);

  /** A program works on them. */
  record AtWork() implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.empty();
    }
  }

  /**
   * No program works on them.
   *
   * @param since when a program at work last wrote to the journal
   */
  record Abandoned(Instant since) implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.of(
          "No program works on run %s since %s, when one last wrote to its journal. To continue: %s"
              .formatted(run.run(), Words.time(since), typed.run(run)));
    }
  }

  /**
   * Who may only read the journal cannot see its lock.
   *
   * @param why with what to do
   */
  record Unknown(String why) implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.of(why);
    }
  }
}
