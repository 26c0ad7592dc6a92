package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.junit.jupiter.api.Test;

class OfflinePolicyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<List<String>> GROUP = List.of(List.of("pump-1", "pump-2"));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final Life life = new Life(new InMemoryJournal(clock), hub, clock, 1);

  @Test
  void aDeviceIsCalledWhenItComesBack() {
    begin(Duration.ofHours(4));
    life.pass(Duration.ofHours(1));
    assertThat(hub.calls()).containsEntry("pump-1", 0).containsEntry("pump-2", 1);

    hub.add("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(10));

    assertThat(life.outcomes())
        .containsEntry("pump-1", "confirmed")
        .containsEntry("pump-2", "confirmed");
  }

  @Test
  void waitingCostsFewReads() {
    begin(Duration.ofHours(4));
    life.pass(Duration.ofHours(2));

    // At most every five minutes, and more often only at first.
    assertThat(hub.reads()).isBetween(20, 60);
  }

  @Test
  void aDeviceThatDoesNotComeBackEndsOfflineAndIsNeverCalled() {
    begin(Duration.ofMinutes(30));

    life.pass(Duration.ofMinutes(36));

    assertThat(life.outcomes()).containsEntry("pump-1", "offline");
    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  private void begin(Duration waitWithin) {
    hub.add("pump-1", Behavior.OFFLINE);
    hub.add("pump-2", Behavior.REBOOTS);
    life.accept();
    life.chain(
        GroupOptions.DEFAULT.with(
            OfflinePolicy.DEFAULT.with().offline(Offline.WAIT).waitWithin(waitWithin).build()),
        GROUP);
  }
}
