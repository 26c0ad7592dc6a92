package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.fleetreboot.engine.loop.SnapshotMaintenance;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.file.JournalFile;

/** The journal of a fleet that was rebooted every night, in a file that is kept. */
final class HistoryJournal {
  private HistoryJournal() {}

  /**
   * Builds what the file lacks of the history, and returns how many events it has.
   *
   * @throws IllegalArgumentException if the file holds another history
   */
  static long build(Path file, int nights, int devices) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    HistoryWriter.Clock clock = new HistoryWriter.Clock();
    long events;
    try (Journal journal = JournalFile.open(file, clock)) {
      HistoryWriter writer = new HistoryWriter(journal, clock);
      NightlyFleet fleet = new NightlyFleet(devices, writer);
      long start = System.nanoTime();
      for (int night = 0; night < nights; night++) {
        fleet.reboot(night);
        if ((night + 1) % 50 == 0) {
          tell(night + 1, nights, writer, start);
        }
      }
      events = writer.events();
      requireNoOther(file, journal, events);
    }
    // Leaves the file as the engine leaves it when all runs are over.
    SnapshotMaintenance.complete(file, InstantSource.system(), LongWork.UNWATCHED);
    return events;
  }

  private static void requireNoOther(Path file, Journal journal, long events) {
    long held = journal.partitions().stream().mapToLong(name -> journal.head(name).value()).sum();
    if (held != events) {
      throw new IllegalArgumentException(
          "%s holds %d events, and this history has %d: delete the file, or name another with --journal."
              .formatted(file, held, events));
    }
  }

  private static void tell(int night, int nights, HistoryWriter writer, long start) {
    System.err.printf(
        "night %d of %d: %d events, %d a second%n",
        night,
        nights,
        writer.events(),
        writer.written() * 1_000_000_000L / Math.max(1, System.nanoTime() - start));
  }
}
