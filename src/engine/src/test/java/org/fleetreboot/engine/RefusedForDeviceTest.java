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

/**
 * The hub works, but refuses requests for one device. These are repeated a few times without
 * delaying other devices.
 */
class RefusedForDeviceTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<List<String>> GROUP = List.of(List.of("pump-1", "pump-2"));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final Life life = new Life(new InMemoryJournal(clock), hub, clock, 1);

  @Test
  void aCallThatIsRefusedOnceIsRepeatedEvenIfTheGroupAllowsOneAttempt() {
    begin(Behavior.REFUSED, GroupOptions.DEFAULT);
    life.pass(Duration.ofSeconds(1));
    assertThat(hub.refusedCalls()).isEqualTo(1);

    hub.behave("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aDeviceWhoseCallsAreAllRefusedFailsWithinAMinuteAndTheOthersContinue() {
    begin(Behavior.REFUSED, GroupOptions.DEFAULT);

    life.pass(Duration.ofMinutes(1));

    assertThat(hub.refusedCalls()).isEqualTo(5);
    assertThat(life.outcomes())
        .containsEntry("pump-1", "failed")
        .containsEntry("pump-2", "confirmed");
    assertThat(life.engine.health("local").isSuspended()).isFalse();
  }

  @Test
  void aTwinThatIsRefusedFourTimesIsReadAgain() {
    hub.refuseReads(4);
    begin(Behavior.REBOOTS, GroupOptions.DEFAULT, List.of(List.of("pump-1")));

    life.pass(Duration.ofMinutes(3));

    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aTwinThatIsRefusedFiveTimesFailsItsDevice() {
    hub.refuseReads(5);
    begin(Behavior.REBOOTS, GroupOptions.DEFAULT, List.of(List.of("pump-1")));

    life.pass(Duration.ofMinutes(3));

    assertThat(life.outcomes()).containsEntry("pump-1", "failed");
    assertThat(hub.calls()).containsEntry("pump-1", 0);
  }

  @Test
  void aTwinIsReadAgainAfterThePauseThatTheHubAsksFor() {
    hub.refuseReads(2, Duration.ofMinutes(2));
    begin(Behavior.REBOOTS, GroupOptions.DEFAULT, List.of(List.of("pump-1")));

    life.pass(Duration.ofMinutes(2));
    assertThat(hub.readsToRefuse()).isEqualTo(1);

    life.pass(Duration.ofMinutes(4));
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aDeviceIsPolledAgainAfterThePauseThatTheHubAsksFor() {
    begin(Behavior.NEVER_RETURNS, GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofSeconds(5));
    hub.refuseReads(9, Duration.ofMinutes(2));

    life.pass(Duration.ofSeconds(110));

    assertThat(hub.readsToRefuse()).isEqualTo(8);
  }

  @Test
  void aFailureThatDoesNotComeFromTheHubDoesNotEndItsSuspension() {
    hub.break_(new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused"));
    begin(Behavior.REBOOTS, GroupOptions.DEFAULT);
    life.pass(Duration.ofSeconds(1));
    assertThat(life.engine.health("local").isSuspended()).isTrue();

    hub.mend();
    hub.failReadsElsewhere(1);
    life.pass(Duration.ofSeconds(3));

    assertThat(life.engine.health("local").isSuspended()).isTrue();
    life.pass(Duration.ofMinutes(3));
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void turnsThatWaitForADeviceDoNotCountAsRefusals() {
    begin(
        Behavior.OFFLINE,
        GroupOptions.DEFAULT.with(
            OfflinePolicy.DEFAULT
                .with()
                .offline(Offline.WAIT)
                .waitWithin(Duration.ofHours(4))
                .build()));
    life.pass(Duration.ofHours(1));

    hub.refuseReads(1);
    life.pass(Duration.ofMinutes(10));
    hub.add("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(10));

    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  private void begin(Behavior behavior, GroupOptions options) {
    begin(behavior, options, GROUP);
  }

  private void begin(Behavior behavior, GroupOptions options, List<List<String>> groups) {
    hub.add("pump-1", behavior);
    hub.add("pump-2", Behavior.REBOOTS);
    life.accept();
    life.chain(options, groups);
  }
}
