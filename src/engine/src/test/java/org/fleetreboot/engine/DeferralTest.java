package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.fleetreboot.workflow.options.OfflinePolicy.Offline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A device that is not called in its turn says why, once for each reason. */
class DeferralTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Life life = new Life(journal, hub, clock, 1);

  DeferralTest() {
    life.accept();
  }

  @Test
  void theReasonOfNotNowIsRecordedOnce() {
    hub.add("pump-1", Behavior.REBOOTS);
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    for (int asked = 0; asked < 5; asked++) {
      life.drive.settle();
      notNow("the line runs", Duration.ofMinutes(1));
      life.drive.advance(Duration.ofMinutes(1));
    }

    assertThat(detail("pump-1")).isEqualTo("the line runs");
    assertThat(timesDeferred("pump-1")).isEqualTo(1);

    life.drive.settle();
    notNow("the tank is full", Duration.ofMinutes(1));
    assertThat(detail("pump-1")).isEqualTo("the tank is full");

    life.pass(Duration.ofMinutes(3));
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
    assertThat(detail("pump-1")).isNull();
  }

  @Test
  void anOfflineDeviceSaysHowLongItIsWaitedFor() {
    hub.add("pump-1", Behavior.OFFLINE);
    life.chain(
        GroupOptions.DEFAULT.with(
            OfflinePolicy.DEFAULT
                .with()
                .offline(Offline.WAIT)
                .waitWithin(Duration.ofHours(4))
                .build()),
        List.of(List.of("pump-1")));

    life.pass(Duration.ofHours(1));

    assertThat(detail("pump-1")).isEqualTo("not connected; waiting until 2026-11-23T16:00:00Z");
    assertThat(timesDeferred("pump-1")).isEqualTo(1);
  }

  @Test
  void aDeviceThatAnotherStepRebootsNamesThatStep() {
    hub.add("pump-1", Behavior.REBOOTS);
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  for (String step : List.of("first", "second")) {
                    var settled =
                        life.group(run.run(), step, GroupOptions.DEFAULT, List.of("pump-1"));
                    assertThat(settled).isNotCompleted();
                  }
                });

    life.pass(Duration.ofSeconds(1));

    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.step().equals("second"))
        .singleElement()
        .extracting(DeviceView::detail)
        .isEqualTo("step first of run run-1 is rebooting it");
  }

  @Test
  void theReasonSurvivesARestart() {
    hub.add("pump-1", Behavior.REBOOTS);
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    notNow("the line runs", Duration.ofMinutes(1));
    life.close();

    assertThat(journal.view().devices(Life.RUN))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.status()).isEqualTo(DeviceStatus.WAITING);
              assertThat(device.detail()).isEqualTo("the line runs");
              assertThat(device.at()).isEqualTo(NOON);
            });
  }

  /** Answers the turn that has come with "not now". */
  private void notNow(String reason, Duration retryAfter) {
    Turn turn = life.routes.nextTurn();
    var unused = life.engine.turns().checked(turn, new CheckFinding.NotNow(reason, retryAfter));
    life.engine.turns().release(turn, null);
    life.drive.settle();
  }

  private @Nullable String detail(String device) {
    return life.engine.view().devices(Life.RUN).stream()
        .filter(view -> view.device().equals(device))
        .findFirst()
        .map(DeviceView::detail)
        .orElse(null);
  }

  private long timesDeferred(String device) {
    return journal.read(StreamId.device("local", device)).stream()
        .filter(event -> event.type().equals("reboot.deferred.v1"))
        .count();
  }
}
