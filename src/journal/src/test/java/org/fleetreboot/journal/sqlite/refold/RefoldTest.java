package org.fleetreboot.journal.sqlite.refold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fleetreboot.journal.ArchivedStates;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.Snapshots;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.archive.move.Archiver;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which events a stream with two archived events, in two archives, and a third is folded from. */
class RefoldTest {
  private static final StreamId PUMP = StreamId.device("north", "pump-1");
  private static final int FORMAT = 9;

  private final Path file;

  RefoldTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @BeforeEach
  void archiveTwoMonths() {
    new OldRuns(file)
        .run("october", "2026-10-05T02:00:00Z", "pump-1")
        .run("november", "2026-11-05T02:00:00Z", "pump-1")
        .run("spring", "2027-03-01T02:00:00Z", "pump-1")
        .run("summer", "2027-06-01T02:00:00Z", "valve-2")
        .close();
    assertThat(Archiver.move(file, Instant.parse("2027-01-01T00:00:00Z"), step -> {}).moved())
        .hasSize(2);
  }

  @Test
  void itsSnapshotIsOfItsLastArchivedEventAndItIsOpen() {
    Folded folded = new Folded(1);

    Refold.file(file, FORMAT, folded, LongWork.UNWATCHED);

    assertThat(folded.versions).containsExactly(1L, 2L);
    assertThat(snapshots()).containsEntry(PUMP.name(), 2L);
    assertThat(pump().open()).isEqualTo(Set.of(PUMP));
  }

  @Test
  void ifItWasNotAtRestThereItsSnapshotIsOfALaterEvent() {
    Folded folded = new Folded(3);

    Refold.file(file, FORMAT, folded, LongWork.UNWATCHED);

    assertThat(folded.versions).containsExactly(1L, 2L, 3L);
    assertThat(snapshots()).containsEntry(PUMP.name(), 3L);
    assertThat(pump().current()).containsOnlyKeys(PUMP);
  }

  @Test
  void onlyStreamsWithArchivedEventsKeepASnapshot() {
    Refold.file(file, FORMAT, new Folded(1), LongWork.UNWATCHED);

    assertThat(snapshots())
        .containsOnlyKeys(
            PUMP.name(),
            "run/october",
            "run/november",
            StreamId.group("north", "october", "all").name(),
            StreamId.group("north", "november", "all").name());
    try (JournalReader journal = SqliteReader.open(file)) {
      assertThat(journal.snapshots().format()).isEqualTo(FORMAT);
    }
  }

  private Map<String, Long> snapshots() {
    Map<String, Long> all = new TreeMap<>();
    try (JournalReader journal = SqliteReader.open(file)) {
      journal.snapshots().readAll(one -> all.put(one.stream().name(), one.version()));
    }
    return all;
  }

  private Snapshots pump() {
    try (JournalReader journal = SqliteReader.open(file)) {
      return journal.snapshots().of(List.of(PUMP));
    }
  }

  /** A fold in which the pump is at rest from one version on. */
  private static final class Folded implements ArchivedStates {
    private final List<Long> versions = new ArrayList<>();
    private final long atRestFrom;

    Folded(long atRestFrom) {
      this.atRestFrom = atRestFrom;
    }

    @Override
    public void event(RecordedEvent event) {
      if (event.stream().equals(PUMP)) {
        versions.add(event.version());
      }
    }

    @Override
    public @Nullable Snapshot leave(StreamId stream, long version) {
      return stream.equals(PUMP) && version < atRestFrom
          ? null
          : new Snapshot(stream, version, new byte[] {1});
    }
  }
}
