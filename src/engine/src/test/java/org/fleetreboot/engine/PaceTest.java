package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.StopRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How fast a group calls. Devices that reboot are back after three seconds. */
class PaceTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Limit MANY = new Limit(1_000, false);
  private static final GroupOptions OPTIONS =
      GroupOptions.DEFAULT.with(StopRule.of(new Limit(100, true), new Limit(100, true), 20));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @ParameterizedTest
  @CsvSource({
    "10/m, 2, 1",
    "10/m, 60, 10",
    "10/m, 120, 20",
    "2/s, 10, 20",
    "60/h, 600, 10",
    "0.5/s, 20, 10"
  })
  void aRateSpreadsTheCalls(String rate, int seconds, int called) {
    Life life =
        begin(50, Behavior.REBOOTS, Pace.inFlight(MANY).with().rate(Rate.parse(rate)).build());

    life.pass(Duration.ofSeconds(seconds));

    // The first call goes out at once.
    assertThat(called()).isBetween(called, called + 1);
  }

  @Test
  void aRateGrowsWithTheNumberOfConfirmedDevices() {
    Pace growing =
        Pace.inFlight(MANY)
            .with()
            .rate(Rate.parse("6/m"))
            .rateGrowth(RateGrowth.parse("100% after 5"))
            .build();
    Life life = begin(100, Behavior.REBOOTS, growing);

    life.pass(Duration.ofSeconds(50));
    assertThat(called()).isBetween(5, 6);
    life.pass(Duration.ofMinutes(3));

    // 6, 12, 24, ... a minute; at the first rate it would be 24.
    assertThat(called()).isGreaterThan(50);
  }

  @Test
  void aRateDoesNotGrowWhileNoDeviceComesBack() {
    Pace growing =
        Pace.inFlight(MANY)
            .with()
            .rate(Rate.parse("6/m"))
            .rateGrowth(RateGrowth.parse("100% after 5"))
            .build();
    Life life = begin(100, Behavior.NEVER_RETURNS, growing);

    life.pass(Duration.ofMinutes(4));

    assertThat(called()).isBetween(24, 25);
  }

  @Test
  void aConfirmedDeviceKeepsItsPlaceForAWhile() {
    Life life =
        begin(
            10,
            Behavior.REBOOTS,
            Pace.inFlight(new Limit(1, false))
                .with()
                .holdAfterConfirm(Duration.ofSeconds(55))
                .build());

    // Confirmed after 5 s and held for 55 s, so one a minute.
    life.pass(Duration.ofMinutes(3).minusSeconds(10));

    assertThat(called()).isEqualTo(3);
  }

  @Test
  void aRestartDoesNotBypassTheRate() {
    Pace slow = Pace.inFlight(MANY).with().rate(Rate.parse("6/m")).build();
    Life first = begin(10, Behavior.REBOOTS, slow);
    first.pass(Duration.ofSeconds(2));
    first.close();

    for (int life = 2; life < 20; life++) {
      Life next = new Life(journal, hub, clock, life);
      next.chain(OPTIONS.with(slow), devices());
      next.pass(Duration.ofSeconds(2));
      next.close();
    }

    // One at once, then every ten seconds, in 38 seconds.
    assertThat(called()).isEqualTo(4);
  }

  @Test
  void aHeldPlaceSurvivesARestart() {
    Pace holding =
        Pace.inFlight(new Limit(1, false)).with().holdAfterConfirm(Duration.ofMinutes(10)).build();
    Life first = begin(3, Behavior.REBOOTS, holding);
    first.pass(Duration.ofMinutes(1));
    first.close();

    Life second = new Life(journal, hub, clock, 2);
    second.chain(OPTIONS.with(holding), devices());
    second.pass(Duration.ofMinutes(8));
    assertThat(called()).isEqualTo(1);
    second.pass(Duration.ofMinutes(2));

    assertThat(called()).isEqualTo(2);
  }

  @Test
  void noMoreDevicesAreDownThanMaxDown() {
    Pace careful = Pace.inFlight(MANY).with().maxDown(new Limit(3, false)).build();
    Life life = begin(20, Behavior.NEVER_RETURNS, careful);

    life.pass(Duration.ofMinutes(30));

    assertThat(called()).isEqualTo(3);
    assertThat(life.answers)
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.result()).isEqualTo(StepResult.FAILED);
              assertThat(answer.reason()).isEqualTo("maxDown 3: 3 of 20 have not come back");
            });
    assertThat(life.outcomes().values()).filteredOn("skipped"::equals).hasSize(17);
  }

  @Test
  void theFirstPollFollowsTheTimesOfOtherDevices() {
    GroupOptions eager =
        OPTIONS
            .with(Pace.inFlight(new Limit(5, false)))
            .with(
                PollOptions.DEFAULT
                    .with()
                    .firstPoll(Duration.ofSeconds(1))
                    .pollEvery(Duration.ofSeconds(1))
                    .build());
    int learned = readsFor(eager);
    int fixed =
        new PaceTest()
            .readsFor(
                eager.with(
                    PollOptions.DEFAULT
                        .with()
                        .firstPoll(Duration.ofSeconds(1))
                        .pollEvery(Duration.ofSeconds(1))
                        .learnFirstPoll(false)
                        .build()));

    // One read before each call. Devices are back after 3 s: two polls, or one at that time.
    assertThat(fixed).isEqualTo(300);
    assertThat(learned).isBetween(200, 240);
  }

  private int readsFor(GroupOptions options) {
    for (int n = 0; n < 100; n++) {
      hub.add("pump-" + n, Behavior.REBOOTS);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(options, devices());
    life.pass(Duration.ofMinutes(5));
    assertThat(life.outcomes().values()).containsOnly("confirmed");
    return hub.reads();
  }

  private Life begin(int count, Behavior behavior, Pace pace) {
    for (int n = 0; n < count; n++) {
      hub.add("pump-" + n, behavior);
    }
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(OPTIONS.with(pace), devices());
    return life;
  }

  private int called() {
    assertThat(hub.calls().values()).allMatch(calls -> calls <= 1);
    return hub.calls().values().stream().mapToInt(Integer::intValue).sum();
  }

  private List<List<String>> devices() {
    return List.of(hub.calls().keySet().stream().sorted().toList());
  }
}
