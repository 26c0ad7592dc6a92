package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.Position;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.care.ChainHead;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.options.GroupOptions;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<FleetEvent> seen = new CopyOnWriteArrayList<>();

  @Test
  void outcomesArriveInOrderWithTheirDevices() {
    Life life = rebooted("pump-1", "pump-2");

    life.engine.events().subscribe("results", EventKind.OUTCOME, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 2);

    assertThat(seen).extracting(FleetEvent::outcome).containsOnly("confirmed");
    assertThat(seen).extracting(FleetEvent::device).containsExactlyInAnyOrder("pump-1", "pump-2");
    assertThat(seen).extracting(FleetEvent::position).isSorted();
    assertThat(seen.get(0).content()).containsEntry("run", Life.RUN);
  }

  @Test
  void groupsAndRunsHaveResultsToo() {
    Life life = rebooted("pump-1", "pump-2");

    life.engine.events().subscribe("results", EventKind.RESULT, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 4);

    assertThat(seen)
        .extracting(FleetEvent::type)
        .containsExactlyInAnyOrder(
            "reboot.confirmed.v1", "reboot.confirmed.v1", "group.settled.v1", "run.settled.v1");
  }

  @Test
  void theEndOfARunArrivesAfterAllItsDevicesEvenAfterAnOutageOfTheSink() {
    Life life = rebooted(IntStream.range(0, 200).mapToObj(i -> "pump-" + i).toArray(String[]::new));
    life.pass(Duration.ofMinutes(10));
    assertThat(journal.partitions().stream().map(journal::head).map(Position::value))
        .as("more than a page")
        .anyMatch(events -> events > 500);

    life.engine.events().subscribe("all", EventKind.ALL, this::see);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> seen.stream().anyMatch(event -> event.type().startsWith("run.settled")));

    assertThat(seen.get(0).type()).startsWith("run.accepted");
    assertThat(seen.get(seen.size() - 1).type()).startsWith("run.settled");
    assertThat(seen.stream().filter(event -> event.outcome() != null)).hasSize(200);
    assertThat(types())
        .containsSubsequence(
            "run.accepted.v1",
            "run.step-started.v1",
            "group.started.v1",
            "reboot.invocation-intended.v1",
            "reboot.confirmed.v1",
            "group.settled.v1",
            "run.step-settled.v1",
            "run.settled.v1");
    assertThat(types().lastIndexOf("reboot.confirmed.v1"))
        .isLessThan(types().indexOf("group.settled.v1"));
    assertThat(types().indexOf("group.settled.v1"))
        .isLessThan(types().indexOf("run.step-settled.v1"));
  }

  private List<String> types() {
    return seen.stream().map(FleetEvent::type).toList();
  }

  @Test
  void aSinkThatIsDownDelaysNoOtherAndLosesNothing() {
    Life life = rebooted("pump-1", "pump-2");
    AtomicInteger tries = new AtomicInteger();
    List<FleetEvent> late = new CopyOnWriteArrayList<>();
    AtomicBoolean down = new AtomicBoolean(true);

    life.engine
        .events()
        .subscribe(
            "webhook",
            EventKind.OUTCOME,
            event -> {
              tries.incrementAndGet();
              if (down.get()) {
                return CompletableFuture.failedFuture(
                    new IllegalStateException("connection refused"));
              }
              late.add(event);
              return CompletableFuture.completedFuture(null);
            });
    life.engine.events().subscribe("file", EventKind.OUTCOME, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 2 && tries.get() > 1);
    assertThat(late).isEmpty();
    down.set(false);
    await().atMost(Duration.ofMinutes(2)).until(() -> late.size() == 2);

    assertThat(late)
        .extracting(FleetEvent::id)
        .isEqualTo(seen.stream().map(FleetEvent::id).toList());
  }

  @Test
  void afterARestartItContinuesAtItsCheckpoint() {
    Life life = rebooted("pump-1", "pump-2");
    life.engine.events().subscribe("results", EventKind.OUTCOME, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 2);
    life.close();

    Life second = new Life(journal, hub, clock, 2);
    AtomicInteger again = new AtomicInteger();
    second.engine.events().subscribe("results", EventKind.OUTCOME, event -> count(again));
    second.engine.events().subscribe("other", EventKind.OUTCOME, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 4);
    second.close();

    assertThat(again).hasValue(0);
  }

  @Test
  void anEventThatCouldNotBeHandedOverComesAgainWithItsId() {
    Life life = rebooted("pump-1");
    AtomicInteger tries = new AtomicInteger();

    life.engine
        .events()
        .subscribe(
            "results",
            EventKind.OUTCOME,
            event -> {
              see(event);
              return tries.incrementAndGet() < 3
                  ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
                  : CompletableFuture.completedFuture(null);
            });
    await().atMost(Duration.ofMinutes(2)).until(() -> tries.get() == 3);

    assertThat(seen).extracting(FleetEvent::id).hasSize(3).containsOnly(seen.get(0).id());
  }

  @Test
  void theHeadsOfTheChainAreToldInsteadOfEvents() {
    Life life = rebooted("pump-1");

    life.engine.events().subscribe("safe", EventKind.HEAD, this::see);
    await().atMost(Duration.ofMinutes(2)).until(() -> seen.size() == 2);

    assertThat(seen)
        .extracting(event -> event.content().get("hash"))
        .isEqualTo(journal.heads().stream().map(ChainHead::hash).toList());
    assertThat(journal.checkpoint("safe", StreamId.RUNS)).isEmpty();
  }

  private CompletionStage<Void> see(FleetEvent event) {
    seen.add(event);
    return CompletableFuture.completedFuture(null);
  }

  private static CompletionStage<Void> count(AtomicInteger counter) {
    counter.incrementAndGet();
    return CompletableFuture.completedFuture(null);
  }

  private Life rebooted(String... devices) {
    for (String device : devices) {
      hub.add(device, Behavior.REBOOTS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of(devices)));
    life.pass(Duration.ofSeconds(20));
    return life;
  }
}
