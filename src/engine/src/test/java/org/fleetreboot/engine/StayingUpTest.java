package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.PollOptions;
import org.junit.jupiter.api.Test;

/** Devices that have to stay up for a minute after they have come back. */
class StayingUpTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final GroupOptions OPTIONS =
      GroupOptions.DEFAULT
          .with(
              PollOptions.DEFAULT
                  .with()
                  .firstPoll(Duration.ofSeconds(5))
                  .pollEvery(Duration.ofSeconds(10))
                  .learnFirstPoll(false)
                  .build())
          .with(CallOptions.DEFAULT.with().stayUp(Duration.ofMinutes(1)).build());

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void aDeviceThatStaysUpIsConfirmedLaterWithOneMoreRead() {
    Life life = begin();

    life.pass(Duration.ofSeconds(64));
    assertThat(life.outcomes()).containsEntry("pump-1", "awaiting");
    life.pass(Duration.ofSeconds(4));

    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
    assertThat(hub.reads()).isEqualTo(3);
  }

  @Test
  void aDeviceThatRebootsByItselfIsConfirmedLaterAndTheViewSaysSo() {
    Life life = begin();
    life.pass(Duration.ofSeconds(30));
    hub.reboot("pump-1");

    life.pass(Duration.ofMinutes(3));

    assertThat(life.engine.view().devices(Life.RUN))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.status()).isEqualTo(DeviceStatus.CONFIRMED);
              assertThat(device.detail())
                  .isEqualTo("rebooted again by itself, 2 reboots after one call");
            });
  }

  @Test
  void aRebootLoopIsNotConfirmedAndNeverCalledAgain() {
    Life life = begin();

    for (int minute = 0; minute < 5; minute++) {
      life.pass(Duration.ofSeconds(40));
      hub.reboot("pump-1");
      life.pass(Duration.ofSeconds(20));
    }

    assertThat(life.engine.view().devices(Life.RUN))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.status()).isEqualTo(DeviceStatus.NOT_CONFIRMED);
              assertThat(device.detail()).startsWith("reboot loop");
            });
    assertThat(hub.calls()).containsEntry("pump-1", 1);
  }

  @Test
  void afterARestartOnlyTheRestOfTheTimeIsWaitedFor() {
    Life first = begin();
    first.pass(Duration.ofSeconds(30));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    second.chain(OPTIONS, List.of(List.of("pump-1")));
    second.pass(Duration.ofSeconds(40));

    assertThat(second.outcomes()).containsEntry("pump-1", "confirmed");
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  private Life begin() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(OPTIONS, List.of(List.of("pump-1")));
    return life;
  }
}
