package org.fleetreboot.app.command.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal of old nights knows after it was archived and rebuilt. */
class RebuildCommandTest {
  private static final StreamId ARCHIVED_RUN = StreamId.run("nightly-1");
  private static final StreamId LATEST_RUN = StreamId.run("nightly-6");
  private static final StreamId DEVICE = StreamId.device(PastRuns.HUB, "pump-1");
  private static final List<StreamId> STREAMS = List.of(ARCHIVED_RUN, LATEST_RUN, DEVICE);

  private final Path directory;
  private final Path file;

  RebuildCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("j.db");
    try (PastRuns past = PastRuns.in(file, Instant.parse("2024-11-28T01:00:00Z"))) {
      past.nights("nightly", 6, "pump-1", "off-2");
    }
    try (Journal journal = open();
        DurableEngine engine =
            DurableEngine.open(journal, EngineSettings.of(PastRuns.HUB), InstantSource.system())) {
      engine.runs().routesStarted();
    }
  }

  @Test
  void whatOnlyTheArchiveHasEventsOfIsStillKnown() {
    assertThat(program("journal archive --keep 400d").exit()).isZero();
    Map<StreamId, String> before = snapshots();
    assertThat(before).containsOnlyKeys(STREAMS);

    assertThat(program("journal rebuild").out())
        .isEqualTo("Rebuilt the read models and the snapshots of %s.%n".formatted(file));

    assertThat(snapshots()).isEqualTo(before);
    assertThat(program("journal verify").exit()).isZero();
  }

  @Test
  void lostSnapshotsAreMadeAnewAndThoseOfArchivedEventsKept() {
    assertThat(program("journal archive --keep 400d").exit()).isZero();
    Map<StreamId, String> before = snapshots();
    try (Journal journal = open()) {
      journal.discardSnapshots(journal.snapshots().format()).join();
    }
    assertThat(snapshots()).containsOnlyKeys(ARCHIVED_RUN, DEVICE);

    assertThat(program("journal rebuild").exit()).isZero();

    assertThat(snapshots()).isEqualTo(before);
  }

  private Map<StreamId, String> snapshots() {
    try (JournalReader journal = JournalFile.openReadOnly(file)) {
      return journal.snapshots().of(STREAMS).current().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  one ->
                      one.getValue().version() + " " + new String(one.getValue().state(), UTF_8)));
    }
  }

  private Journal open() {
    return JournalFile.open(file, InstantSource.system());
  }

  private Result program(String command) {
    return CommandLineRun.in(directory).of((command + " --journal j.db").split(" ", -1));
  }
}
