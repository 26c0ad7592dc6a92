package org.fleetreboot.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.live.Picture.NOON;
import static org.fleetreboot.app.live.Picture.tally;

import java.time.ZoneOffset;
import java.util.List;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.StepStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each group under way has an expected end, or says what holds it. It is noon, UTC. */
class GroupOutlookTest {
  @Test
  void theEndFollowsFromThePaceSoFar() {
    assertThat(remarks(group(60, null))).containsExactly("30/min", "ends in about 18 min (12:18)");
  }

  @Test
  void withoutAnOutcomeThereIsNoPaceAndNoEnd() {
    assertThat(remarks(group(0, null))).isEmpty();
  }

  @Test
  void aGroupThatIsNearlyDoneEndsInSeconds() {
    assertThat(remarks(group(590, null))).containsExactly("4.9/s", "ends in about 3 s (12:00:03)");
  }

  @Test
  void aClosedWindowIsShownInsteadOfAnEnd() {
    assertThat(remarks(group(60, window("22:00-23:00 UTC"))))
        .containsExactly("its window opens 22:00, in 10 h");
    assertThat(remarks(group(60, window("Wed 01:00-02:00 UTC"))))
        .containsExactly("its window opens Wed 01:00, in 37 h");
  }

  @Test
  void aWindowThatClosesBeforeTheEndIsShown() {
    assertThat(remarks(group(60, window("11:00-12:20 UTC"))))
        .containsExactly("30/min", "its window closes first, last call 12:10");
  }

  @Test
  void aStopHoldsEveryGroup() {
    assertThat(
            remarks(
                group(60, null)
                    .stopped(new StopView("plant-7", NOON, Requester.login("ann"), "fire", null))))
        .containsExactly("no calls: all are stopped");
  }

  @Test
  void devicesThatAreStillListedAreNoGroupYet() {
    assertThat(remarks(new Picture().group("pumps", StepStatus.COLLECTING, 0, Tally.EMPTY)))
        .containsExactly("its devices are being listed");
  }

  private static GroupOptions window(String hours) {
    return GroupOptions.DEFAULT.with(
        new WindowRule(MaintenanceWindow.parse(hours), WindowRule.End.WAIT));
  }

  private static Picture group(int settled, @Nullable GroupOptions options) {
    Tally tally = settled == 0 ? Tally.EMPTY : tally(settled, Outcome.CONFIRMED);
    return new Picture().group("pumps", StepStatus.RUNNING, 600, tally, options);
  }

  private static List<String> remarks(Picture picture) {
    Snapshot snapshot = picture.snapshot();
    RecentPace pace = new RecentPace();
    pace.add(snapshot);
    return new GroupOutlook(snapshot, snapshot.run().steps().get(0), new ShortTime(ZoneOffset.UTC))
        .remarks(pace);
  }
}
