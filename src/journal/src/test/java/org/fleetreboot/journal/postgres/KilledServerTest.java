package org.fleetreboot.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.to;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledServerTest {
  private static final int EVENTS = 3_000;

  @Test
  void aServerThatIsKilledInMidCommitLosesNothingThatWasAcknowledgedAndDoublesNothing() {
    try (PostgresServer server = PostgresServer.start();
        PostgresJournal journal =
            new TestDatabase(server.newDatabase())
                .open("node", InstantSource.fixed(Instant.EPOCH), HUB)) {
      List<CompletableFuture<Position>> answers = new ArrayList<>();
      for (int version = 0; version < EVENTS; version++) {
        answers.add(journal.append(HUB, List.of(to(PUMP, version, 1))));
        if (version == EVENTS / 2) {
          answers.get(EVENTS / 4).join();
          server.kill();
        }
      }
      server.restart();

      answers.forEach(CompletableFuture::join);

      assertThat(journal.read(PUMP))
          .extracting(RecordedEvent::version)
          .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
      assertThat(journal.failure().toCompletableFuture()).isNotDone();
    }
  }
}
