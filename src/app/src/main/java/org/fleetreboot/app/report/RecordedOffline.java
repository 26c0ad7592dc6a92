package org.fleetreboot.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That an order was recorded while no program worked on a journal, in a file beside it. It holds
 * until the journal is written to once more.
 *
 * @param left when a program at work had last written to it
 * @param written when the order was recorded, by the journal's file
 */
record RecordedOffline(Instant left, Instant written) {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedOffline.class);

  private static final RecordedOffline NOTHING = new RecordedOffline(Instant.MIN, Instant.MIN);

  /** The content of the file; empty if there is none, or if it is another program's. */
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

  /** Without it, the order's time would count as the program's. */
  void write(Path journal) {
    try {
      Files.write(beside(journal), List.of(left.toString(), written.toString()));
    } catch (IOException failed) {
      LOG.debug("It is not known when a program last worked on {}", journal, failed);
    }
  }

  /** When a program had last written to a journal that was written to then. */
  Instant leftBefore(Instant lastWritten) {
    return written.equals(lastWritten) ? left : lastWritten;
  }

  private static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".rest");
  }
}
