package org.fleetreboot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fleetreboot.journal.Archive;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.care.Verification;
import org.fleetreboot.journal.file.JournalCare;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunView;

/**
 * What a journal holds together with its archives.
 *
 * @param heads where its partitions end
 * @param runs each run as people see it, with its devices, by its id
 */
record JournalContent(long events, List<ChainHead> heads, Map<String, Run> runs) {
  JournalContent {
    heads = List.copyOf(heads);
    runs = Map.copyOf(runs);
  }

  /** A run with its devices. */
  record Run(RunView run, List<DeviceView> devices) {
    Run {
      devices = List.copyOf(devices);
    }
  }

  static JournalContent of(Path file) {
    Map<String, Run> runs = new TreeMap<>();
    long events = 0;
    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      events += read(journal, runs);
      for (Archive archive : journal.archives()) {
        try (JournalReader archived =
            JournalFile.openReadOnly(file.resolveSibling(archive.file()))) {
          events += read(archived, runs);
        }
      }
    }
    return new JournalContent(events, JournalCare.heads(file), runs);
  }

  private static long read(JournalReader journal, Map<String, Run> runs) {
    long[] events = {0};
    for (String partition : journal.partitions()) {
      journal.readAll(partition, Position.START, event -> events[0]++);
    }
    for (RunView run : journal.view().runs()) {
      runs.put(run.run(), new Run(run, journal.view().devices(run.run())));
    }
    return events[0];
  }

  /**
   * Requires that the file is whole and holds the same, and that an engine starts on it.
   *
   * @param when for people
   * @throws GuaranteeViolation if not
   */
  void require(Path file, String when) {
    requireWhole(file, when);
    CareWork.start(file);
    requireSame(file, when);
    Path backup = CareWork.backup(file);
    if (Files.exists(backup)) {
      requireWhole(backup, when + ", in the backup");
    }
  }

  private void requireWhole(Path file, String when) {
    Verification found = JournalCare.verify(file, heads, LongWork.UNWATCHED);
    List<String> findings =
        found.findings().stream()
            .map(finding -> finding.what())
            // The next start rebuilds them, which is looked at below.
            .filter(what -> !what.contains("read models"))
            .toList();
    if (!findings.isEmpty()) {
      throw new GuaranteeViolation(when + ": " + findings);
    }
  }

  private void requireSame(Path file, String when) {
    JournalContent now = of(file);
    if (!now.heads.equals(heads) || now.events != events) {
      throw new GuaranteeViolation(
          "%s: %d events at %s instead of %d at %s"
              .formatted(when, now.events, now.heads, events, heads));
    }
    if (!now.runs.equals(runs)) {
      throw new GuaranteeViolation(
          "%s: the runs differ: %s instead of %s"
              .formatted(when, now.runs.keySet(), runs.keySet()));
    }
  }
}
