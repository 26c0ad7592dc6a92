package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One window in the zones of Tokyo and Paris, and for a device without a zone. */
class WindowZoneTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final TagPath ZONE = new TagPath("tags.tz");
  private static final List<List<String>> GROUP =
      List.of(List.of("tokyo", "paris", "somewhere", "typo"));

  private final ManualClock clock = new ManualClock(NOON);
  private final FakeHub hub = new FakeHub(clock);
  private final InMemoryJournal journal = new InMemoryJournal(clock);

  @BeforeEach
  void addDevices() {
    GROUP.get(0).forEach(device -> hub.add(device, Behavior.REBOOTS));
    hub.tag("tokyo", ZONE, "Asia/Tokyo");
    hub.tag("paris", ZONE, "Europe/Paris");
    hub.tag("typo", ZONE, "Asia/Tokio");
  }

  @Test
  void eachDeviceIsCalledInTheWindowOfItsOwnZone() {
    Life life = begin(WindowRule.End.WAIT, GroupOptions.DEFAULT);

    // One in the morning is 16:00 UTC in Tokyo, midnight UTC in Paris, and so for the window.
    life.pass(Duration.ofHours(3).plusMinutes(59));
    assertThat(called()).isZero();
    life.pass(Duration.ofMinutes(2));
    assertThat(hub.calls()).containsEntry("tokyo", 1).containsEntry("paris", 0);
    life.pass(Duration.ofHours(8).minusMinutes(2));
    assertThat(called()).isEqualTo(1);
    life.pass(Duration.ofMinutes(2));

    assertThat(hub.calls()).containsEntry("paris", 1).containsEntry("somewhere", 1);
  }

  @Test
  void aDeviceWhoseTagNamesNoZoneIsSkipped() {
    Life life = begin(WindowRule.End.WAIT, GroupOptions.DEFAULT);

    life.pass(Duration.ofSeconds(5));

    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.device().equals("typo"))
        .extracting(device -> device.status().word() + ": " + device.detail())
        .containsExactly("skipped: its tag tags.tz names no time zone: 'Asia/Tokio'");
  }

  @Test
  void waitingCostsOneReadOfEachDevice() {
    Life life = begin(WindowRule.End.WAIT, GroupOptions.DEFAULT);

    life.pass(Duration.ofHours(3));

    assertThat(hub.reads()).isEqualTo(4);
  }

  @Test
  void readingTheZonesUsesNothingOfTheRate() {
    Pace slow = Pace.DEFAULT.with().rate(Rate.parse("1/h")).build();
    Life life = begin(WindowRule.End.WAIT, GroupOptions.DEFAULT.with(slow));

    life.pass(Duration.ofSeconds(10));

    assertThat(hub.reads()).isEqualTo(4);
  }

  @Test
  void aDeviceWhoseWindowClosedWhileItWaitedForItsTurnIsSkipped() {
    Life first = begin(WindowRule.End.SKIP, GroupOptions.DEFAULT);
    first.pass(Duration.ofSeconds(5));
    first.close();
    // From one to five in the morning in Tokyo, the program was down.
    clock.advanceTo(NOON.plus(Duration.ofHours(9)));

    Life second = new Life(journal, hub, clock, 2);
    second.chain(options(WindowRule.End.SKIP, GroupOptions.DEFAULT), GROUP);
    second.pass(Duration.ofHours(4));

    assertThat(second.outcomes())
        .containsEntry("tokyo", "skipped")
        .containsEntry("paris", "confirmed")
        .containsEntry("somewhere", "confirmed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2H", "PT-2H"})
  void aMovedClockDoesNotMoveTheOpeningOfAWindow(Duration moved) {
    WindowRule night =
        new WindowRule(
            MaintenanceWindow.parse("01:00-02:30 Europe/Paris"), WindowRule.End.SKIP, ZONE);
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(GroupOptions.DEFAULT.with(night), List.of(List.of("paris")));
    life.pass(Duration.ofSeconds(5));

    life.drive.moveClock(moved);
    life.drive.advance(Duration.between(clock.instant(), NOON.plus(Duration.ofHours(12))));
    assertThat(called()).isZero();
    life.pass(Duration.ofMinutes(1));

    assertThat(life.outcomes()).containsEntry("paris", "confirmed");
  }

  private int called() {
    return hub.calls().values().stream().mapToInt(Integer::intValue).sum();
  }

  private Life begin(WindowRule.End end, GroupOptions options) {
    Life life = new Life(journal, hub, clock, 1);
    life.accept();
    life.chain(options(end, options), GROUP);
    return life;
  }

  private static GroupOptions options(WindowRule.End end, GroupOptions options) {
    MaintenanceWindow window = MaintenanceWindow.parse("01:00-05:00 Europe/Paris");
    return options.with(new WindowRule(window, end, ZONE));
  }
}
