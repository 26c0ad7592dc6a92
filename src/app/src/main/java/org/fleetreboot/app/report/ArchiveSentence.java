package org.fleetreboot.app.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.journal.Archive;

/** Where runs are that have left the journal. */
public final class ArchiveSentence {
  /** More names would hide the runs above them. */
  private static final int NAMED = 3;

  private ArchiveSentence() {}

  /**
   * Empty if no run has left.
   *
   * @param command that shows the same of an archive
   */
  public static Optional<String> ofAll(List<Archive> archives, String command) {
    if (archives.isEmpty()) {
      return Optional.empty();
    }
    long runs = archives.stream().mapToLong(Archive::runs).sum();
    int unnamed = Math.max(0, archives.size() - NAMED);
    String names =
        archives.stream().skip(unnamed).map(Archive::file).collect(Collectors.joining(", "));
    return Optional.of(
        "%d older runs are in archives beside the journal: %s%s. To see them: %s --journal FILE."
            .formatted(
                runs,
                names,
                unnamed == 0 ? "" : ", and %d older ones".formatted(unnamed),
                command));
  }

  /** Where a run is that was asked for. */
  public static String of(String run, Archive archive, JournalLocation journal) {
    return "Run %s has left %s for its archive: repeat the command with --journal %s."
        .formatted(run, journal, journal.nameOf(archive));
  }

  /** Why nothing can be done with a run, whoever asks. */
  public static String ofLeft(String run, Archive archive, JournalLocation journal) {
    return "Run %s has ended, and has left %s for its archive: ./fleet-reboot get %s --journal %s shows it."
        .formatted(run, journal, run, journal.nameOf(archive));
  }

  /** Why a run cannot begin. */
  public static String ofEnded(String run, Archive archive, JournalLocation journal) {
    return "Run %s ended long ago, and is in the archive %s: give the new run another id."
        .formatted(run, journal.nameOf(archive));
  }
}
