package org.fleetreboot.app.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.journal.view.RunView;

/** Whether a program works on the open runs of a journal. */
public sealed interface ProgramPresence {
  /** The program that holds a journal, according to its lock. */
  static ProgramPresence of(Path journal) {
    try {
      // Read before the lock: if the lock is free, nobody has written since.
      Instant written = JournalFile.lastWritten(journal);
      return JournalFile.writer(journal).isPresent()
          ? new AtWork()
          : new Abandoned(RecordedOffline.read(journal).leftBefore(written));
    } catch (JournalRefused e) {
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether a node works with a journal in a database, on whatever machine.
   *
   * @param begun when there is no event that could say when a node last wrote
   */
  static ProgramPresence of(PostgresReader journal, Instant begun) {
    return journal.isWorkedWith()
        ? new AtWork()
        : new Abandoned(journal.lastWritten().orElse(begun));
  }

  /**
   * Preserves this presence although a command was recorded: recording does not count as a program
   * at work.
   */
  default void outlast(Path journal) {
    if (this instanceof Abandoned nobody) {
      new RecordedOffline(nobody.since(), JournalFile.lastWritten(journal)).write(journal);
    }
  }

  /** Whether the run is open, and nobody works on it. */
  default boolean isAbandoned(RunView run) {
    return run.status().isOpen() && this instanceof Abandoned;
  }

  /** The remark about an open run, if no program works on it. */
  Optional<String> sentence(RunView run, Continuation typed);

  /** A program works on the runs. */
  record AtWork() implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.empty();
    }
  }

  /**
   * No program works on the runs.
   *
   * @param since when a program last wrote to the journal
   */
  record Abandoned(Instant since) implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.of(
          "No program has worked on run %s since %s, when one last wrote to its journal. To continue: %s"
              .formatted(run.run(), TimeText.time(since), typed.run(run)));
    }
  }

  /**
   * This user can only read the journal, and cannot see its lock.
   *
   * @param why the reason and the remedy
   */
  record Unknown(String why) implements ProgramPresence {
    @Override
    public Optional<String> sentence(RunView run, Continuation typed) {
      return Optional.of(why);
    }
  }
}
