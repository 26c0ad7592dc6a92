package org.fleetreboot.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.journal.lock.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers, in a file beside the journal, that a command was recorded while no program ran. It is
 * valid until the next write to the journal.
 *
 * @param left when a program last wrote to the journal
 * @param written when the command was recorded, according to the journal's file
 */
record RecordedOffline(Instant left, Instant written) {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedOffline.class);

  private static final RecordedOffline NOTHING = new RecordedOffline(Instant.MIN, Instant.MIN);

  /** The content of the file; empty if there is none, or if it has another form. */
  static RecordedOffline read(Path journal) {
    try {
      List<String> lines = Files.readAllLines(beside(journal));
      return lines.size() == 2
          ? new RecordedOffline(Instant.parse(lines.get(0)), Instant.parse(lines.get(1)))
          : NOTHING;
    } catch (IOException | DateTimeException none) {
      return NOTHING;
    }
  }

  /** Otherwise the time of the command would be taken for a program's. */
  void write(Path journal) {
    try {
      OwnerOnly.createIfMissing(beside(journal));
      Files.write(beside(journal), List.of(left.toString(), written.toString()));
    } catch (IOException failed) {
      LOG.debug("It is not known when a program last worked on {}", journal, failed);
    }
  }

  /** When a program last wrote to a journal that was last written at that time. */
  Instant leftBefore(Instant lastWritten) {
    return written.equals(lastWritten) ? left : lastWritten;
  }

  private static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".rest");
  }
}
