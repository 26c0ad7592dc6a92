package org.fleetreboot.app.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fleetreboot.app.explain.Story.RUN;
import static org.fleetreboot.app.explain.Story.START;
import static org.fleetreboot.app.explain.Story.STEP;
import static org.fleetreboot.app.explain.Story.texts;

import java.time.Duration;
import java.time.Instant;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.WindowRule;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rule is said to hold a device back, and what is said to be next. */
class DeviceWaitsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final HubJson.Quota FREE = new HubJson.Quota(16, 80, 1, 1, 1);

  @Test
  void aDeviceInLineWaitsForItsTurn() {
    Explanation explanation = Story.group("pump-1", "pump-7").called("pump-1").ofDevice("pump-7");

    assertThat(explanation.headline())
        .isEqualTo("pump-7 has not been called yet, in run night-1, step pumps.");
    assertThat(texts(explanation, Section.WAITS))
        .isEqualTo(
            "It waits for its turn: of step pumps, 1 device waits, and 1 device is under way.");
    assertThat(texts(explanation, Section.NEXT))
        .isEqualTo(
            "When its turn comes, its twin is read, and it is called unless that speaks against"
                + " it.");
  }

  @Test
  void aFullGroupSaysWhichLimitIsReached() {
    GroupOptions one =
        GroupOptions.DEFAULT.with(Pace.DEFAULT.with().maxInFlight(Limit.parse("1")).build());
    assertThat(waits(Story.group(one, "pump-1", "pump-7").called("pump-1")))
        .isEqualTo(
            "Step pumps waits for a free place: 1 device is under way, and maxInFlight is 1.");
    GroupOptions down =
        GroupOptions.DEFAULT.with(Pace.DEFAULT.with().maxDown(Limit.parse("50%")).build());
    assertThat(waits(Story.group(down, "pump-1", "pump-7").called("pump-1")))
        .isEqualTo(
            "Step pumps waits until fewer devices are down: 1 device is under way, 0 did not come"
                + " back, and maxDown is 50%.");
  }

  @Test
  void aClosedWindowIsNamedWithTheTimeAtWhichItOpens() {
    GroupOptions night =
        GroupOptions.DEFAULT.with(
            new WindowRule(MaintenanceWindow.parse("03:00-05:00 UTC"), WindowRule.End.WAIT));
    assertThat(waits(Story.group(night, "pump-7")))
        .startsWith("Step pumps waits for its window ")
        .contains(" 03:00-05:00 UTC, which opens at ");
  }

  @Test
  void aDeferredDeviceHasTheReasonOfItsLastTurn() {
    Story story =
        Story.group("pump-7")
            .device(
                "pump-7",
                new RebootEvent.Deferred(
                    RUN, STEP, START, "tags.pair is 'a', of which 1 may be down: pump-1", null));

    assertThat(waits(story))
        .startsWith("At its last turn, ")
        .endsWith(", it was not called: tags.pair is 'a', of which 1 may be down: pump-1.");
    assertThat(next(story))
        .startsWith("It gets another turn by itself once that is over")
        .endsWith("for at most 24 h from its start, pauses not counted (waitWithin).");
  }

  @Test
  void aPausedRunSaysWhoPausedItAndHowToResumeIt() {
    Story story =
        Story.group("pump-7")
            .run(
                new RunEvent.RunPaused(
                    START, START, PauseKind.ORDERED, Requester.login("bob"), "storm ahead"));

    assertThat(waits(story))
        .startsWith("bob (login) paused run night-1 at ")
        .endsWith(": storm ahead.");
    assertThat(command(story)).isEqualTo("resume night-1");
  }

  @Test
  void theProgramSaysWhyItPausedARunItself() {
    Story story =
        Story.group("pump-7")
            .run(
                new RunEvent.RunPaused(
                    START, START, PauseKind.STOOD_STILL, Requester.PROGRAM, "stood still for 2 h"));

    assertThat(waits(story))
        .startsWith("The program paused run night-1 at ")
        .endsWith(": stood still for 2 h.");
  }

  @Test
  void aStopOfAllCallsIsNamedWithWhoOrderedIt() {
    Story story =
        Story.group("pump-7")
            .fleet(new FleetStopEvent.FleetStopped(START, Requester.login("eve"), "fire"));

    assertThat(waits(story))
        .startsWith("No calls to plant-7: stopped by eve (login) at ")
        .endsWith(" (fire).");
    assertThat(command(story)).isEqualTo("stop --lift");
  }

  @Test
  void aCopiedJournalHasToBeAdopted() {
    Story story =
        Story.group("pump-7")
            .fleet(
                new FleetStopEvent.JournalDoubted(
                    START, JournalDoubt.COPIED, "this journal is a copy of a.db"));

    assertThat(waits(story))
        .startsWith("No calls to plant-7 since ")
        .endsWith(": this journal is a copy of a.db.");
    assertThat(next(story)).contains("adopt this journal.");
    assertThat(command(story)).isEqualTo("resume");
  }

  @Test
  void aSuspendedHubIsNamedWithItsNextTry() {
    Story story =
        Story.group("pump-7")
            .hub(
                new HubJson(
                    Story.HUB, "suspended", "Connection refused.", START.plusSeconds(20), FREE));

    assertThat(waits(story))
        .startsWith("The hub is suspended: Connection refused. No device is called meanwhile");
    assertThat(next(story)).contains("The hub is tried again at ", "(in 20 s).");
  }

  @Test
  void aUsedUpOrLoweredQuotaIsNamed() {
    assertThat(waits(quota(new HubJson.Quota(16, 80, 1, 0.01, 1))))
        .isEqualTo(
            "The program's share of the hub's quota is in use: 16.0 calls a second for all runs"
                + " together.");
    assertThat(waits(quota(new HubJson.Quota(16, 80, 0.5, 1, 1))))
        .startsWith("The hub has refused requests as too many (429), so it is asked at 50 %");
    assertThat(waits(quota(FREE))).startsWith("It waits for its turn");
  }

  @Test
  void withoutAProgramNobodyWorksOnTheRun() {
    Story story = Story.group("pump-7").without(new ProgramPresence.Abandoned(START));

    assertThat(waits(story)).startsWith("No program has worked on run night-1 since ");
    assertThat(command(story)).isEqualTo("run");
  }

  @Test
  void aCalledDeviceHasToAnswerAndIsNotCalledTwice() {
    Story story = Story.group("pump-7").called("pump-7");

    assertThat(waits(story)).endsWith(", and no answer yet.");
    assertThat(next(story)).contains("(in 40 s). If no answer comes, it is not called again");
  }

  @Test
  void aDeviceThatPromisedHasADeadline() {
    Story story = accepted(null).after(MINUTE);

    assertThat(waits(story)).contains("its twin has not shown a reboot yet");
    assertThat(next(story))
        .contains("If rebootTime shows no reboot by ", "(in 9 min), it ends not-confirmed");
    assertThat(next(story.after(Duration.ofMinutes(20))))
        .startsWith("Its time was over at ")
        .endsWith("(11 min ago): the next read of its twin decides.");
  }

  @Test
  void aDeviceWhoseAnswerWasLostEndsUnknown() {
    Story story = Story.group("pump-7").called("pump-7");
    story.device(
        "pump-7",
        new RebootEvent.AnswerLost(RUN, STEP, START, story.invocation(), "connection cut"));

    assertThat(waits(story)).startsWith("It was called, and its answer was lost at ");
    assertThat(next(story)).contains("it ends unknown");
  }

  @Test
  void aDeviceThatIsBackHasToStayUp() {
    Story story = accepted(Duration.ofMinutes(5)).after(MINUTE);
    story.device(
        "pump-7",
        new RebootEvent.CameBack(
            RUN, STEP, story.now(), story.invocation(), new BootMarker("42", story.now(), 42)));

    assertThat(waits(story)).isEqualTo("It is back, and has to stay up (stayUp).");
    assertThat(next(story)).contains("(in 5 min), it is confirmed.");
  }

  @Test
  void aBusyDeviceAndOneThatWasNotReachedAreCalledAgain() {
    Story busy = Story.group("pump-7").called("pump-7");
    Instant retryAt = START.plusSeconds(120);
    busy.device(
        "pump-7", new RebootEvent.Busy(RUN, STEP, START, busy.invocation(), 423, null, 1, retryAt));
    assertThat(waits(busy)).isEqualTo("It said that it is busy.");
    assertThat(next(busy)).startsWith("It gets another turn from ").endsWith("(in 2 min) on.");

    Story throttled = Story.group("pump-7").called("pump-7");
    throttled.device(
        "pump-7",
        new RebootEvent.NotDelivered(
            RUN, STEP, START, throttled.invocation(), Cause.THROTTLED, "429", retryAt));
    assertThat(waits(throttled)).startsWith("Its last call did not reach it");
  }

  @Test
  void aBrokenStopRuleSkipsTheDevice() {
    Story story =
        Story.group("pump-1", "pump-7")
            .group(new GroupEvent.StopRuleBroken(START, "maxFailed 0: 1 of 1 settled"));

    assertThat(waits(story))
        .isEqualTo("Step pumps calls no more devices: maxFailed 0: 1 of 1 settled.");
    assertThat(next(story)).isEqualTo("It will be skipped.");
  }

  @Test
  void aDeviceThatEndedInDoubtIsWatchedByAProgramOnly() {
    Story story = accepted(null).after(Duration.ofMinutes(10));
    story.device(
        "pump-7",
        new RebootEvent.NotConfirmed(
            RUN,
            STEP,
            story.now(),
            story.invocation(),
            story.now().plus(Duration.ofDays(1)),
            "still 41",
            200,
            null));

    assertThat(next(story))
        .startsWith("Its twin is still read now and then, until ")
        .contains("To try it again, reboot it on its own.");
    assertThat(command(story)).isEqualTo("start --device pump-7");
    assertThat(next(story.without(new ProgramPresence.Abandoned(START))))
        .contains("none works with this journal");
  }

  private static Story accepted(@Nullable Duration stayUp) {
    Story story = Story.group("pump-7").called("pump-7", stayUp);
    return story.device(
        "pump-7", new RebootEvent.Accepted(RUN, STEP, START, story.invocation(), 200, null));
  }

  private static Story quota(HubJson.Quota quota) {
    return Story.group("pump-7").hub(new HubJson(Story.HUB, "working", null, null, quota));
  }

  private static String waits(Story story) {
    return texts(story.ofDevice("pump-7"), Section.WAITS);
  }

  private static String next(Story story) {
    return texts(story.ofDevice("pump-7"), Section.NEXT);
  }

  private static String command(Story story) {
    return story.ofDevice("pump-7").in(Section.NEXT).stream()
        .filter(sentence -> !sentence.command().isEmpty())
        .map(sentence -> String.join(" ", sentence.command()))
        .findFirst()
        .orElse("");
  }
}
