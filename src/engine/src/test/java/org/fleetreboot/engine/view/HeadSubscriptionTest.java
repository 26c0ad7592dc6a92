package org.fleetreboot.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.junit.jupiter.api.Test;

class HeadSubscriptionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.fixed(NOON));
  private final List<FleetEvent> seen = new ArrayList<>();
  private boolean isSinkDown;
  private final HeadSubscription heads =
      new HeadSubscription(journal, InstantSource.fixed(NOON), "safe", this::see);

  @Test
  void theHeadsAreToldAtTheStartAndThenWhenTheyHaveChanged() throws Exception {
    stop("north", 0);
    stop("south", 0);

    assertThat(heads.tell()).isEqualTo(Duration.ofMinutes(1));
    assertThat(heads.tell()).isEqualTo(Duration.ofMinutes(1));
    stop("south", 1);
    heads.tell();

    assertThat(seen)
        .extracting(event -> event.partition() + " " + event.position())
        .containsExactly("hub/north 1", "hub/south 1", "hub/south 2");
    ChainHead end = journal.heads().get(1);
    assertThat(seen.get(2).content())
        .isEqualTo(Map.of("partition", "hub/south", "position", 2L, "hash", end.hash()));
    assertThat(seen.get(2).type()).isEqualTo("journal.head.v1");
    assertThat(seen.get(2).at()).isEqualTo(NOON);
  }

  @Test
  void aHeadThatCouldNotBeHandedOverComesAgainSoonerWithItsId() throws Exception {
    stop("north", 0);
    isSinkDown = true;

    assertThat(heads.tell()).isLessThan(Duration.ofSeconds(1));
    isSinkDown = false;
    assertThat(heads.tell()).isEqualTo(Duration.ofMinutes(1));

    assertThat(seen).hasSize(2);
    assertThat(seen.get(0).id()).isEqualTo(seen.get(1).id());
  }

  private CompletionStage<Void> see(FleetEvent event) {
    seen.add(event);
    return isSinkDown
        ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
        : CompletableFuture.completedFuture(null);
  }

  private void stop(String hub, long version) {
    StreamAppend append =
        new StreamAppend(
            StreamId.fleet(hub),
            version,
            List.of(
                new EventCodec()
                    .encode(
                        UUID.randomUUID(),
                        new FleetStopEvent.FleetStopped(NOON, Requester.login("anna"), "fire"))));
    journal.append(StreamId.partitionOf(hub), List.of(append)).join();
  }
}
