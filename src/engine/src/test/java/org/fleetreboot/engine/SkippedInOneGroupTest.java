package org.fleetreboot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fleetreboot.engine.FakeHub.Behavior;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.Pace;
import org.junit.jupiter.api.Test;

/** A device waits in one group and is called by another of the same run. */
class SkippedInOneGroupTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
  private final FakeHub hub = new FakeHub(clock);
  private final Life life = new Life(new InMemoryJournal(clock), hub, clock, 1);

  @Test
  void aDeviceIsSkippedInTheGroupInWhichItWaits() {
    hub.add("busy", Behavior.NEVER_RETURNS);
    hub.add("pump-1", Behavior.NEVER_RETURNS);
    GroupOptions oneByOne = GroupOptions.DEFAULT.with(Pace.inFlight(new Limit(1, false)));
    life.accept();
    var unused =
        life.engine
            .runs()
            .handOver(
                Life.CHAIN,
                run -> {
                  var unusedToo =
                      life.group(run.run(), "first", oneByOne, List.of("busy", "pump-1"));
                  var second = life.group(run.run(), "second", oneByOne, List.of("pump-1"));
                  assertThat(second).isNotCompleted();
                });
    life.pass(Duration.ofSeconds(2));

    var skipped =
        life.engine.control().skip(Life.RUN, null, "pump-1", Requester.login("ada"), "in repair");
    life.drive.settle();

    assertThat(skipped).isCompletedWithValue(true);
    assertThat(life.engine.view().devices(Life.RUN))
        .filteredOn(device -> device.device().equals("pump-1"))
        .extracting(device -> device.step() + " " + device.status().word())
        .containsExactlyInAnyOrder("first skipped", "second awaiting");
  }
}
