package org.fleetreboot.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.PartitionLost;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.testkit.CuttingProxy;
import org.fleetreboot.journal.testkit.CuttingProxy.Cut;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is cut in the middle of commits. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LostConnectionTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final TestDatabase direct = new TestDatabase();
  private final CuttingProxy proxy = new CuttingProxy(PostgresServer.shared().port());
  private final TestDatabase through = new TestDatabase(proxy.url(direct.url()));
  private PostgresJournal journal;

  LostConnectionTest() {
    journal = through.open("node", CLOCK, HUB);
  }

  @BeforeEach
  void beginAtTheFirstEvent() {
    append(journal, to(PUMP, 0, 1));
  }

  @AfterEach
  void close() {
    proxy.cut(Cut.NOWHERE);
    journal.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_THE_COMMIT", "BEFORE_THE_ANSWER", "HALF_OPEN"})
  void whatWasUnderWayIsThereOnceWhereverTheCommitIsCut(Cut where) {
    proxy.cut(where);
    CompletableFuture<Position> cut = journal.append(HUB, List.of(to(PUMP, 1, 3)));

    assertThat(cut.join()).isEqualTo(new Position(4));
    assertThat(proxy.isWhole()).isFalse();
    assertThat(append(journal, to(PUMP, 4, 1))).isEqualTo(new Position(5));
    assertThat(versions()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(journal.failure().toCompletableFuture()).isNotDone();
  }

  @Test
  void allOutcomesAreKnownAfterManyCuts() {
    Cut[] cuts = {Cut.BEFORE_THE_COMMIT, Cut.BEFORE_THE_ANSWER, Cut.HALF_OPEN};
    int events = 60;
    for (long version = 1; version < events; version++) {
      if (version % 7 == 0) {
        proxy.cut(cuts[(int) (version / 7) % cuts.length]);
      }
      assertThat(append(journal, to(PUMP, version, 1))).isEqualTo(new Position(version + 1));
    }
    assertThat(versions()).isEqualTo(LongStream.rangeClosed(1, events).boxed().toList());
  }

  @Test
  void anAppendWaitsWhileTheDatabaseIsGone() {
    proxy.cut(Cut.DOWN);
    CompletableFuture<Position> waiting = journal.append(HUB, List.of(to(PUMP, 1, 1)));
    assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);

    proxy.cut(Cut.NOWHERE);

    assertThat(waiting.join()).isEqualTo(new Position(2));
    assertThat(journal.failure().toCompletableFuture()).isNotDone();
  }

  @Test
  void aJournalThatIsClosedWhileTheDatabaseIsGoneSaysSo() {
    proxy.cut(Cut.DOWN);
    CompletableFuture<Position> waiting = journal.append(HUB, List.of(to(PUMP, 1, 1)));

    journal.close();

    assertThatThrownBy(waiting::join)
        .hasCauseInstanceOf(JournalFailed.class)
        .hasMessageContaining("was closed while PostgreSQL could not be reached");
    assertThat(journal.failure().toCompletableFuture()).isNotDone();
  }

  @Test
  void whoLosesItsPartitionInTheMiddleOfACommitIsTold() {
    proxy.cut(Cut.DOWN);
    CompletableFuture<Position> waiting = journal.append(HUB, List.of(to(PUMP, 1, 1)));
    try (PostgresJournal other = direct.open("other", CLOCK, HUB)) {
      append(other, to(PUMP, 1, 2));
      proxy.cut(Cut.NOWHERE);

      assertThatThrownBy(waiting::join)
          .hasCauseInstanceOf(PartitionLost.class)
          .hasMessageContaining("hub/north was taken by another node while this one had no");
      assertThatThrownBy(() -> append(journal, to(PUMP, 3, 1)))
          .hasCauseInstanceOf(PartitionLost.class)
          .hasMessageContaining("hub/north does not belong to this node");
      assertThat(versions()).containsExactly(1L, 2L, 3L);
    }
  }

  private List<Long> versions() {
    try (JournalReader reader =
        org.fleetreboot.journal.postgres.read.PostgresReader.open(direct.address())) {
      return reader.read(PUMP).stream().map(RecordedEvent::version).toList();
    }
  }
}
