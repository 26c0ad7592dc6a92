package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.Test;

/** A device that is busy is called again at the time that it names, and not before. */
class BusyDevicesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");
  private static final List<List<String>> PUMP = List.of(List.of("pump-1"));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void aBusyDeviceIsCalledAgainAtTheTimeThatItNames() {
    Life life = begin(GroupOptions.DEFAULT);
    life.pass(Duration.ofMinutes(9));
    assertThat(calls()).isEqualTo(1);
    assertThat(pump(life).status()).isEqualTo(DeviceStatus.RETRYING);
    assertThat(pump(life).detail())
        .startsWith("busy: the device answered 423: {\"retryAfter\":600}; called again at ");

    hub.behave("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(2));

    assertThat(calls()).isEqualTo(2);
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void theTimeThatItNamesSurvivesARestart() {
    begin(GroupOptions.DEFAULT).close();
    clock.advance(Duration.ofMinutes(5));

    Life second = new Life(journal, hub, clock, 2);
    second.chain(GroupOptions.DEFAULT, PUMP);
    second.pass(Duration.ofMinutes(4));
    assertThat(calls()).isEqualTo(1);
    hub.behave("pump-1", Behavior.REBOOTS);
    second.pass(Duration.ofMinutes(3));

    assertThat(calls()).isEqualTo(2);
    assertThat(second.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aBusyDeviceThatHasRebootedMeanwhileIsConfirmedWithoutACall() {
    Life life = begin(GroupOptions.DEFAULT);
    life.pass(Duration.ofMinutes(1));
    hub.reboot("pump-1");

    life.pass(Duration.ofMinutes(11));

    assertThat(calls()).isEqualTo(1);
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
  }

  @Test
  void aDeviceThatStaysBusyIsRejectedWithItsAnswer() {
    Life life = begin(GroupOptions.DEFAULT);

    life.pass(Duration.ofMinutes(100));

    assertThat(calls()).isEqualTo(10);
    assertThat(life.outcomes()).containsEntry("pump-1", "rejected");
    assertThat(pump(life).detail())
        .isEqualTo("the device answered 423: {\"retryAfter\":600}; busy at each of its 10 calls");
    assertThat(pump(life).answer()).isEqualTo(new DeviceView.Answer(423, "{\"retryAfter\":600}"));
  }

  @Test
  void aBusyDeviceIsCalledOnceMoreBeforeItsWindowClosesAndThenSkipped() {
    GroupOptions options =
        GroupOptions.DEFAULT.with(
            new WindowRule(MaintenanceWindow.parse("12:00-12:15 UTC"), WindowRule.End.SKIP));
    Life life = begin(options);

    life.pass(Duration.ofMinutes(20));

    assertThat(calls()).isEqualTo(2);
    assertThat(life.outcomes()).containsEntry("pump-1", "skipped");
    assertThat(pump(life).detail())
        .endsWith("closes too soon for another call: a device has 10 min to confirm");
  }

  @Test
  void anotherStepWaitsForTheTimeThatTheDeviceNamedToo() {
    hub.add("pump-1", Behavior.BUSY);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, PUMP);
    // The second step wants the device while the first one holds it.
    var unused = life.group(Life.RUN, "other", GroupOptions.DEFAULT, PUMP.get(0));
    life.pass(Duration.ofMinutes(9));
    assertThat(calls()).isEqualTo(1);

    hub.behave("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(3));

    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void theNextStepDoesNotCallARejectedBusyDeviceBeforeTheTimeThatItNamed() {
    GroupOptions once =
        GroupOptions.DEFAULT.with(
            CallOptions.DEFAULT
                .with()
                .again(true)
                .busy(BusyRule.of("423", 1))
                .keepResponse(true)
                .build());
    hub.add("pump-1", Behavior.BUSY);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(once, List.of(PUMP.get(0), PUMP.get(0)));
    life.pass(Duration.ofMinutes(9));
    assertThat(calls()).isEqualTo(1);
    assertThat(life.engine.view().devices(Life.RUN))
        .extracting(view -> String.valueOf(view.detail()))
        .anySatisfy(
            detail ->
                assertThat(detail)
                    .matches(
                        "busy in its last call; it asked for none before 2026-11-23T12:10:\\d\\dZ"));

    hub.behave("pump-1", Behavior.REBOOTS);
    life.pass(Duration.ofMinutes(3));

    assertThat(calls()).isEqualTo(2);
    assertThat(life.outcomes()).containsEntry("pump-1", "confirmed");
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  private Life begin(GroupOptions options) {
    hub.add("pump-1", Behavior.BUSY);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(options, PUMP);
    life.pass(Duration.ofSeconds(2));
    return life;
  }

  private int calls() {
    return Objects.requireNonNull(hub.calls().get("pump-1"));
  }

  private static DeviceView pump(Life life) {
    return life.engine.view().devices(Life.RUN).get(0);
  }
}
