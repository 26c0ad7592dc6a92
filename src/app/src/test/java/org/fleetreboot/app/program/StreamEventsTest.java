package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.PastRuns;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamEventsTest {
  private static final StreamId PUMP = StreamId.device(PastRuns.HUB, "pump-1");

  private final PastRuns past;

  StreamEventsTest(@TempDir Path directory) {
    past = PastRuns.in(directory.resolve("journal.db"), Instant.parse("2026-08-01T10:00:00Z"));
    past.nights("nightly", 250, "pump-1");
  }

  @AfterEach
  void close() {
    past.close();
  }

  @Test
  void aLongStreamIsWholeAndInOrder() {
    List<RecordedEvent> all = past.journal().read(PUMP);

    assertThat(all).hasSizeGreaterThan(400);
    assertThat(upTo(all.get(all.size() - 1))).isEqualTo(all);
  }

  @Test
  void itEndsAtThePosition() {
    List<RecordedEvent> all = past.journal().read(PUMP);

    assertThat(upTo(all.get(199))).isEqualTo(all.subList(0, 200));
    assertThat(upTo(all.get(300))).isEqualTo(all.subList(0, 301));
  }

  private List<RecordedEvent> upTo(RecordedEvent last) {
    List<RecordedEvent> events = new ArrayList<>();
    new StreamEvents(past.journal(), PUMP, Position.START, last.position())
        .forEachRemaining(events::add);
    return events;
  }
}
