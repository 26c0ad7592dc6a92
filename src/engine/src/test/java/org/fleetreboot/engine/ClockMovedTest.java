package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.RebootTerms;
import org.fleetreboot.workflow.RolloutOptions;
import org.fleetreboot.workflow.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock of the machine in mid-run; the hub has one of its own. */
class ClockMovedTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration CONFIRM_WITHIN = RebootTerms.DEFAULT.confirmWithin();

  private final ManualClock clock = new ManualClock(NOON);
  private final ManualClock clockOfHub = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clockOfHub);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H", "P400D", "P-400D", "PT1M", "PT-1M"})
  void aDeviceThatComesBackIsConfirmedWhenItDoes(Duration moved) {
    Life life = called();

    life.drive.moveClock(moved);
    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));

    reboot();
    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "confirmed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT3H", "PT-3H"})
  void oneThatDoesNotHasAllOfItsTimeAndNoMore(Duration moved) {
    Life life = called();
    life.drive.moveClock(moved);

    life.pass(CONFIRM_WITHIN.minusMinutes(1));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));

    life.pass(Duration.ofMinutes(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "not-confirmed"));
  }

  @Test
  void thatItIsLeftOutOfAnotherGroupMeanwhileTakesNoneOfItsTime() {
    Life life = called();
    var unused = life.group(Life.RUN, "other", RolloutOptions.DEFAULT, List.of("pump"));
    life.drive.settle();
    life.drive.moveClock(Duration.ofMinutes(30));

    unused = life.engine.skip(Life.RUN, "pump", "ada", "in repair").thenApply(done -> null);
    life.pass(Duration.ofMinutes(2));

    assertThat(life.engine.view().devices(Life.RUN))
        .extracting(device -> device.step() + " " + device.status().word())
        .containsExactlyInAnyOrder("group-0 awaiting", "other skipped");
  }

  @Test
  void aLookThatBeganBeforeTheClockWasSetBackIsNoVerdict() {
    Life life = called();
    life.drive.advance(Duration.ofMinutes(2));
    List<Look> looks = FakeRoutes.answerOf(life.engine.due(), life.drive);
    Instant began = clock.instant();

    life.drive.moveClock(Duration.ofHours(-3));
    for (Look look : looks) {
      var unused = life.engine.observe(look, began, hub.read(look.device()));
    }
    life.drive.settle();

    assertThat(looks).hasSize(1);
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void aSoakLastsAsLongAsItWasTo(Duration moved) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    List<StepResult> results = new ArrayList<>();
    var unused =
        life.engine
            .soak(Life.RUN, "settle", Duration.ofMinutes(10), null)
            .thenAccept(answer -> results.add(answer.result()));
    life.drive.settle();
    life.drive.moveClock(moved);

    life.drive.advance(Duration.ofMinutes(9));
    assertThat(results).isEmpty();
    life.drive.advance(Duration.ofMinutes(1));
    assertThat(results).containsExactly(StepResult.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT-3H"})
  void aDeviceThatWasBusyIsCalledAgainWhenItSaid(Duration moved) {
    hub.add("pump", Behavior.BUSY);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(RolloutOptions.DEFAULT, List.of(List.of("pump")));
    life.pass(Duration.ofSeconds(2));
    life.drive.moveClock(moved);

    life.pass(Duration.ofMinutes(9));
    assertThat(hub.calls()).isEqualTo(Map.of("pump", 1));
    life.pass(Duration.ofMinutes(2));
    assertThat(hub.calls()).isEqualTo(Map.of("pump", 2));
  }

  /** Its device has been called, and is not back. */
  private Life called() {
    hub.add("pump", Behavior.NEVER_RETURNS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(RolloutOptions.DEFAULT, List.of(List.of("pump")));
    life.pass(Duration.ofSeconds(2));
    assertThat(life.outcomes()).isEqualTo(Map.of("pump", "awaiting"));
    return life;
  }

  private void reboot() {
    clockOfHub.advance(Duration.ofMinutes(2));
    hub.reboot("pump");
  }
}
