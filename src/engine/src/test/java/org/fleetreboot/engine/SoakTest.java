package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A soak of ten minutes after two devices, which checks whether they have stayed up. */
class SoakTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final List<StepAnswer> soaked = new ArrayList<>();

  @Test
  void aSoakSucceedsIfAllDevicesStayedUp() {
    Life life = begin("0");

    life.pass(Duration.ofMinutes(11));

    assertThat(soaked).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
    assertThat(soaked).extracting(StepAnswer::reason).containsOnlyNulls();
  }

  @Test
  void aDeviceThatRebootedByItselfEndsTheChain() {
    Life life = begin("0");
    life.pass(Duration.ofMinutes(5));
    hub.reboot("pump-1");

    life.pass(Duration.ofMinutes(6));

    assertThat(soaked).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(soaked.get(0).reason())
        .isEqualTo("maxUnstable 0: 1 of 2 (pump-1 rebooted by itself at 2026-11-23T12:05:00Z)");
  }

  @Test
  void aDeviceThatIsLostEndsTheChain() {
    Life life = begin("0");
    life.pass(Duration.ofMinutes(5));
    hub.disconnect("pump-2");

    life.pass(Duration.ofMinutes(6));

    assertThat(soaked.get(0).reason()).isEqualTo("maxUnstable 0: 1 of 2 (pump-2 is not connected)");
  }

  @ParameterizedTest
  @CsvSource({"0, FAILED", "1, SUCCEEDED", "0%, FAILED", "5%, SUCCEEDED"})
  void asManyDevicesMayBeUnstableAsMaxUnstable(String maxUnstable, StepResult result) {
    Life life = begin(maxUnstable);
    life.pass(Duration.ofMinutes(5));
    hub.reboot("pump-1");

    life.pass(Duration.ofMinutes(6));

    assertThat(soaked).extracting(StepAnswer::result).containsExactly(result);
  }

  @Test
  void withoutMaxUnstableNoDeviceIsPolled() {
    Life life = begin(null);
    life.pass(Duration.ofMinutes(5));
    int reads = hub.reads();
    hub.reboot("pump-1");

    life.pass(Duration.ofMinutes(6));

    assertThat(hub.reads()).isEqualTo(reads);
    assertThat(soaked).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aSoakHasNoVerdictWhileTheHubCannotBeAsked() {
    Life life = begin("0");
    life.pass(Duration.ofMinutes(9));
    hub.break_(new HubTrouble(HubTrouble.Kind.UNREACHABLE, "refused"));
    life.pass(Duration.ofMinutes(10));
    assertThat(soaked).isEmpty();

    hub.mend();
    life.pass(Duration.ofMinutes(5));

    assertThat(soaked).extracting(StepAnswer::result).containsExactly(StepResult.SUCCEEDED);
  }

  @Test
  void aPollWithoutAResultIsRepeatedAfterAPause() {
    Life life = begin("0");
    life.pass(Duration.ofMinutes(10));
    int polls = 0;
    for (int pulse = 0; pulse < 600; pulse++) {
      List<Poll> due = FakeRoutes.answerOf(life.engine.polls().due(), life.drive);
      polls += due.size();
      due.forEach(poll -> life.engine.polls().release(poll, null));
      life.drive.settle();
      life.drive.advance(Duration.ofMillis(100));
    }

    // Two devices in a minute, each every two seconds: without a pause it would be every pulse.
    assertThat(polls).isBetween(30, 62);
    assertThat(soaked).isEmpty();
  }

  @Test
  void afterARestartAllDevicesArePolled() {
    Life first = begin("0");
    first.pass(Duration.ofMinutes(5));
    first.close();
    hub.reboot("pump-1");
    clock.advance(Duration.ofMinutes(20));

    Life second = chain("0", 2);
    second.pass(Duration.ofSeconds(5));

    assertThat(soaked).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
    assertThat(Replay.of(journal)).isEqualTo(Replay.states(second.drive.fleet(), journal));
  }

  private Life begin(@Nullable String maxUnstable) {
    hub.add("pump-1", Behavior.REBOOTS);
    hub.add("pump-2", Behavior.REBOOTS);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.close();
    return chain(maxUnstable, 1);
  }

  private Life chain(@Nullable String maxUnstable, long seed) {
    Life life = new Life(journal, hub, clock, seed);
    Limit limit = maxUnstable == null ? null : Limit.parse(maxUnstable);
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run ->
                    life.group(
                            run.run(), "group", GroupOptions.DEFAULT, List.of("pump-1", "pump-2"))
                        .thenCompose(
                            group ->
                                life.engine.steps().soak(run.run(), "settle", TEN_MINUTES, limit))
                        .thenAccept(soaked::add));
    life.drive.settle();
    return life;
  }
}
