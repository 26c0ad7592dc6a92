package org.fleetreboot.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.file.JournalCare;
import org.fleetreboot.journal.file.JournalFile;

/** One work on a journal, in a process that will be killed. */
final class CareWork {
  /** What is done. */
  enum Kind {
    /** The engine starts without snapshots, and saves them anew. */
    SNAPSHOT,
    ARCHIVE,
    COMPACT,
    BACKUP,
    /** The writer starts without read models, and builds them from the events. */
    REBUILD;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Printed when the work begins, after all that comes before it. */
  static final String BEGIN = "begin";

  private static final int NO_FORMAT = 999;

  private CareWork() {}

  /** Takes the kind, the file, and until when runs must have ended to be archived. */
  public static void main(String[] args) throws Exception {
    Kind kind = Kind.valueOf(args[0]);
    Path file = Path.of(args[1]);
    prepare(kind, file);
    System.out.println(BEGIN);
    System.out.flush();
    work(kind, file, Instant.parse(args[2]));
  }

  private static void prepare(Kind kind, Path file) throws SQLException {
    if (kind == Kind.SNAPSHOT) {
      try (Journal journal = JournalFile.open(file, InstantSource.system())) {
        journal.discardSnapshots(NO_FORMAT).join();
      }
    } else if (kind == Kind.REBUILD) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement sql = connection.createStatement()) {
        sql.executeUpdate("DELETE FROM read_model");
      }
    }
  }

  private static void work(Kind kind, Path file, Instant endedBefore) throws IOException {
    switch (kind) {
      case SNAPSHOT -> start(file);
      case ARCHIVE -> JournalFile.archive(file, endedBefore, line -> {});
      case COMPACT -> JournalCare.compact(file, LongWork.UNWATCHED);
      case BACKUP -> JournalCare.backUp(file, backup(file), true, LongWork.UNWATCHED);
      case REBUILD -> JournalFile.open(file, InstantSource.system()).close();
    }
  }

  static Path backup(Path file) {
    return file.resolveSibling("backup.db");
  }

  /** Starts the engine on the journal, and ends it. */
  static void start(Path file) {
    try (Journal journal = JournalFile.open(file, InstantSource.system());
        DurableEngine engine =
            DurableEngine.open(
                journal, EngineSettings.of(NightlyFleet.HUB), InstantSource.system())) {
      engine.runs().routesStarted();
    }
  }
}
