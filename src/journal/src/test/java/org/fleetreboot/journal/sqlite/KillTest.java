package org.fleetreboot.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.HUB;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.sqlite.read.SqliteReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int ACKNOWLEDGED_BEFORE_EACH_KILL = 500;

  @Test
  void nothingAcknowledgedIsMissingAfterKills(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("journal.db");
    Path log = directory.resolve("acknowledged");
    for (int kill = 1; kill <= 3; kill++) {
      List<String> acknowledged = writeUntilKilled(file, log, kill * ACKNOWLEDGED_BEFORE_EACH_KILL);

      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(kill * ACKNOWLEDGED_BEFORE_EACH_KILL);
      try (JournalReader journal = SqliteReader.open(file)) {
        List<RecordedEvent> events = new ArrayList<>();
        journal.readAll(HUB, Position.START, events::add);
        assertThat(missing(acknowledged, events)).isEmpty();
        assertWithoutGapOrDuplicate(journal, events);
      }
    }
  }

  private static List<String> writeUntilKilled(Path file, Path log, int lines) throws IOException {
    try (ForkedWriter writer = ForkedWriter.start(file, log, Long.MAX_VALUE)) {
      writer.awaitAcknowledged(lines);
      writer.kill();
      return writer.acknowledged();
    }
  }

  private static Set<String> missing(List<String> acknowledged, List<RecordedEvent> events) {
    Set<String> missing = new HashSet<>(acknowledged);
    for (RecordedEvent event : events) {
      missing.remove(
          event.stream().name() + " " + event.version() + " " + event.position().value());
    }
    return missing;
  }

  private static void assertWithoutGapOrDuplicate(
      JournalReader journal, List<RecordedEvent> events) {
    assertThat(events.stream().map(event -> event.position().value()).toList())
        .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
    for (int i = 0; i < ForkedWriter.STREAMS; i++) {
      List<RecordedEvent> stream = journal.read(ForkedWriter.stream(i));
      assertThat(stream.stream().map(RecordedEvent::version).toList())
          .isEqualTo(LongStream.rangeClosed(1, stream.size()).boxed().toList());
    }
  }
}
