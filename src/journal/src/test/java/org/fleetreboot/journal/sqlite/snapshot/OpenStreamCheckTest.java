package org.fleetreboot.journal.sqlite.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.OpenStreams;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.journal.care.Finding;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.sqlite.DamagedCopy;
import org.fleetreboot.journal.sqlite.OldRuns;
import org.fleetreboot.journal.sqlite.archive.move.Archiver;
import org.fleetreboot.journal.sqlite.verify.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does with streams that somebody has closed, or whose snapshots he has removed. */
class OpenStreamCheckTest {
  private final Path file;

  OpenStreamCheckTest(@TempDir Path directory) {
    file = directory.resolve("journal.db");
  }

  @Test
  void aDeviceWhoseStreamSomebodyHasClosedIsFoldedAtTheStart() {
    try (Journal journal = DamagedCopy.open(file)) {
      append(journal, to(PUMP, 0, 2));
    }
    DamagedCopy.sql(file, "DELETE FROM open_stream");

    assertThat(opened().versions).containsExactly(1L, 2L);
  }

  @Test
  void verifyNamesAStreamThatSomebodyHasClosed() {
    new OldRuns(file).begin("spring-1", "2027-03-01T02:00:00Z", "pump-1").close();
    assertThat(findings()).isEmpty();
    DamagedCopy.sql(
        file, "DELETE FROM open_stream WHERE stream_no = (SELECT min(stream_no) FROM open_stream)");

    assertThat(findings()).containsExactly("The snapshot of run/spring-1 is missing");
  }

  @Test
  void aSnapshotBeforeTheLastEventOfAStreamThatSomebodyHasClosedIsNotBelieved() {
    try (Journal journal = DamagedCopy.open(file)) {
      append(journal, to(PUMP, 0, 1));
      journal.saveSnapshots(List.of(new Snapshot(PUMP, 1, new byte[] {1}))).join();
      append(journal, to(PUMP, 1, 1));
    }
    DamagedCopy.sql(file, "DELETE FROM open_stream");

    assertThat(opened().versions).containsExactly(1L, 2L);
  }

  @Test
  void aSnapshotAheadOfItsStreamIsNotBelieved() {
    try (Journal journal = DamagedCopy.open(file)) {
      append(journal, to(PUMP, 0, 2));
      journal.saveSnapshots(List.of(new Snapshot(PUMP, 2, new byte[] {1}))).join();
    }
    DamagedCopy.sql(file, "UPDATE snapshot SET version = 9");

    assertThat(opened().versions).containsExactly(1L, 2L);
  }

  @Test
  void aJournalWithoutTheSnapshotOfAnArchivedRunIsNotOpened() {
    new OldRuns(file)
        .run("autumn-1", "2026-10-05T02:00:00Z", "pump-1")
        .run("spring-1", "2027-03-01T02:00:00Z", "pump-1")
        .close();
    Archiver.move(file, Instant.parse("2027-01-01T00:00:00Z"), step -> {});
    DamagedCopy.sql(file, "DELETE FROM snapshot");

    // Its run id would be taken for a new one, and its devices called again.
    assertThatThrownBy(() -> DamagedCopy.open(file).close())
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("the snapshot of ")
        .hasMessageEndingWith("Make it anew with: journal rebuild --journal " + file);
    assertThat(findings()).hasSize(1);
  }

  private List<String> findings() {
    return Verifier.verify(file, List.of(), LongWork.UNWATCHED).findings().stream()
        .map(Finding::what)
        .filter(what -> what.contains("snapshot"))
        .toList();
  }

  private Opened opened() {
    Opened opened = new Opened();
    try (Journal journal = DamagedCopy.open(file)) {
      journal.snapshots().readOpen(HUB, opened);
    }
    return opened;
  }

  private static final class Opened implements OpenStreams {
    private final List<Long> versions = new ArrayList<>();

    @Override
    public void expectAtMost(long more) {}

    @Override
    public void base(Snapshot snapshot) {
      throw new AssertionError(snapshot);
    }

    @Override
    public void event(RecordedEvent event) {
      versions.add(event.version());
    }
  }
}
