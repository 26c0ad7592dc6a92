package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.fleetreboot.workflow.options.StopRule;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ten devices that never come back. They are called one at a time, each for the ten minutes of
 * confirmWithin.
 */
class WindowsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @BeforeEach
  void addDevices() {
    for (int n = 10; n < 20; n++) {
      hub.add("pump-" + n, Behavior.NEVER_RETURNS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # window from Monday noon on, windowEnd, and how many were called after so many hours
          13:00-13:30 UTC                          | SKIP | 1  | 0
          13:00-13:30 UTC                          | SKIP | 2  | 2
          13:00-13:30; 15:00-15:30 UTC             | SKIP | 4  | 2
          13:00-13:30; 15:00-15:30 UTC             | WAIT | 3  | 2
          13:00-13:30; 15:00-15:30 UTC             | WAIT | 4  | 4
          13:00-13:30; 15:00-15:30 UTC except 2026-11-23 | WAIT | 4  | 0
          23:50-00:30 UTC                          | WAIT | 13 | 3
          23:50-00:30 UTC except 2026-11-24        | WAIT | 13 | 3
          13:00-14:00; 14:00-14:30 UTC             | SKIP | 3  | 8
          """)
  void callsGoOutInItsHoursAlone(String window, WindowRule.End end, int hours, int called) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(in(window, end), devices());

    life.pass(Duration.ofHours(hours), Duration.ofSeconds(10));

    assertThat(hub.calls().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(called);
    assertThat(hub.calls().values()).allMatch(calls -> calls <= 1);
  }

  @Test
  void devicesThatTheWindowDidNotReachAreSkipped() {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(in("13:00-13:30 UTC", WindowRule.End.SKIP), devices());

    life.pass(Duration.ofHours(2));

    assertThat(life.outcomes().values()).filteredOn("skipped"::equals).hasSize(8);
    assertThat(life.answers).extracting(StepAnswer::result).containsExactly(StepResult.FAILED);
  }

  @Test
  void aWindowThatClosedWhileTheProgramWasDownIsMissedEvenIfTheNextOneIsOpen() {
    assertThat(calledAfterAStopOver("12:30-12:20 UTC", WindowRule.End.SKIP)).isZero();
  }

  @Test
  void aGroupThatWaitsForTheNextWindowUsesItAfterAStopToo() {
    assertThat(calledAfterAStopOver("12:30-12:20 UTC", WindowRule.End.WAIT)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"12:00-12:30 UTC except 2026-11-24..2027-01-10", "Mon 12:00-12:30 UTC"})
  void aWindowThatClosedWeeksAgoIsStillMissed(String window) {
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    first.chain(in(window, WindowRule.End.SKIP), devices());
    first.close();

    // A Monday at noon, and the window is open once more.
    clock.advance(Duration.ofDays(7 * 7));
    Life second = new Life(journal, hub, clock, 2);
    var unused = second.engine.control().resume(Life.RUN, Requester.login("ada"), null);
    second.chain(in(window, WindowRule.End.SKIP), devices());
    second.pass(Duration.ofMinutes(2));

    assertThat(hub.calls().values()).allMatch(calls -> calls == 0);
    assertThat(second.outcomes().values()).hasSize(10).allMatch("skipped"::equals);
  }

  private int calledAfterAStopOver(String window, WindowRule.End end) {
    Life first = new Life(journal, hub, clock, 1);
    first.accept();
    // The group begins, and the program dies before any device has a turn.
    first.chain(in(window, end), devices());
    first.close();

    clock.advance(Duration.ofMinutes(35));
    Life second = new Life(journal, hub, clock, 2);
    second.chain(in(window, end), devices());
    second.pass(Duration.ofMinutes(2));
    return hub.calls().values().stream().mapToInt(Integer::intValue).sum();
  }

  private List<List<String>> devices() {
    return List.of(hub.calls().keySet().stream().sorted().toList());
  }

  private static GroupOptions in(String window, WindowRule.End end) {
    return GroupOptions.DEFAULT
        .with(Pace.inFlight(new Limit(1, false)))
        .with(
            PollOptions.DEFAULT
                .with()
                .firstPoll(Duration.ofSeconds(5))
                .pollEvery(Duration.ofSeconds(60))
                .build())
        .with(StopRule.of(new Limit(100, true), new Limit(100, true), 20))
        .with(new WindowRule(MaintenanceWindow.parse(window), end));
  }
}
