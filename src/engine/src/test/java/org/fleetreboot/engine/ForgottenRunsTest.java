package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an engine forgets once a run is over, and what it must keep. */
class ForgottenRunsTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @Test
  void aDeviceForgetsTheRunsThatAreOver() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1"), List.of("pump-1", "pump-2")));
    life.pass(Duration.ofMinutes(12));
    begin(life, "run-2");
    begin(life, "run-3");
    life.pass(Duration.ofMinutes(30));

    assertThat(life.engine.view().runs()).extracting(RunView::endedAt).doesNotContainNull();
    Fleet fleet = life.drive.fleet();
    assertThat(fleet.hub(null).groups()).isEmpty();
    assertThat(fleet.hub(null).devices())
        .allSatisfy(device -> assertThat(device.state().past().runs()).isEmpty());
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(fleet, journal));
  }

  @Test
  void anOpenRunRemembersTheDevicesThatItHasCalled() {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.NEVER_RETURNS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1"), List.of("pump-1", "pump-2")));
    life.pass(Duration.ofMinutes(1));

    assertThat(hub.calls()).containsEntry("pump-1", 1);
    assertThat(life.drive.fleet().hub(null).device("pump-1").state().past().runs())
        .containsOnlyKeys(Life.RUN);
  }

  @Test
  void anEndedRunIsStillKnownByItsIdThoughItsMessageIsGone() {
    hub.add("pump-1", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    var unused = life.engine.runs().accept(request(Life.RUN, "pump-1"));
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofMinutes(1));

    var again = life.engine.runs().accept(request(Life.RUN, "pump-1"));
    life.drive.settle();

    assertThat(again).isCompletedWithValueMatching(receipt -> !receipt.isNew());
    assertThat(life.drive.fleet().run(Life.RUN).state().accepted())
        .satisfies(accepted -> assertThat(accepted.message()).isEqualTo(RunMessage.NONE));
  }

  @Test
  void aLateChangeIsStillSeenAfterTheRunIsOver() {
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT, List.of(List.of("pump-1")));
    life.pass(Duration.ofMinutes(12));
    assertThat(life.run().status()).isEqualTo(RunStatus.COMPLETED);

    hub.reboot("pump-1");
    life.pass(Duration.ofMinutes(20));

    assertThat(life.engine.view().devices(Life.RUN))
        .singleElement()
        .satisfies(device -> assertThat(device.detail()).startsWith("confirmed late"));
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(life.drive.fleet(), journal));
  }

  private static void begin(Life life, String run) {
    var unused = life.engine.runs().accept(request(run, null));
    life.drive.settle();
  }

  private static RunRequest request(String run, @Nullable String body) {
    return new RunRequest(
            run, Life.CHAIN, new RunTrigger.CommandLine("start"), Requester.login("tester"))
        .withMessage(new RunMessage(body, Map.of()));
  }
}
