package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.junit.jupiter.api.Test;

class FleetFollowerTest {
  @Test
  void aJournalThatLacksEventsIsToldAsDamagedAndNotReadForEver() {
    FleetFollower follower = new FleetFollower(new WithoutItsEvents());

    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(follower::refresh)
                .isInstanceOf(JournalFailed.class)
                .hasMessageContaining("runs ends at 0, but its head is 7"));
  }

  /** Somebody has taken them out of the file. */
  private static final class WithoutItsEvents implements JournalReader {
    @Override
    public List<RecordedEvent> read(StreamId stream) {
      return List.of();
    }

    @Override
    public List<RecordedEvent> readAll(String partition, Position after, int max) {
      return List.of();
    }

    @Override
    public List<String> partitions() {
      return List.of(StreamId.RUNS);
    }

    @Override
    public Position head(String partition) {
      return new Position(7);
    }

    @Override
    public Optional<Position> checkpoint(String subscription, String partition) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
