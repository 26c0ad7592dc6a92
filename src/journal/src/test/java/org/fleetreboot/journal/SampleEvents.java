package org.fleetreboot.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalDoubt;
import org.fleetreboot.workflow.fleet.JournalPlace;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepKind;
import org.fleetreboot.workflow.run.Target;

/** One of each event, with every optional value present. */
final class SampleEvents {
  private static final String RUN = "nightly-20260301";
  private static final String STEP = "nightly-canary";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-01T12:10:00.123456789Z");
  private static final UUID CALL = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final BootMarker BEFORE =
      new BootMarker("2026-02-22T01:00:07Z", Instant.parse("2026-02-22T01:00:09.5Z"), 41);
  private static final BootMarker AFTER =
      new BootMarker("2026-03-01T12:00:31Z", Instant.parse("2026-03-01T12:00:33Z"), 42);
  private static final Tally TALLY =
      new Tally(Map.of(Outcome.CONFIRMED, 9, Outcome.NOT_CONFIRMED, 1, Outcome.OFFLINE, 2));

  static final List<Record> ALL =
      List.of(
          new RebootEvent.InvocationIntended(
              RUN,
              STEP,
              NOON,
              CALL,
              1,
              2,
              "rebootDevice",
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
              new MarkerPath("rebootTime"),
              BEFORE,
              true,
              NOON.plusSeconds(10),
              ConfirmBy.VALUE,
              Duration.ofMinutes(10),
              3,
              Duration.ofMillis(1500),
              Duration.ofMinutes(1),
              Map.of("tags.site", "paris", "tags.pair", "7"),
              BusyRule.of("423,503", 10),
              1,
              2),
          new RebootEvent.Accepted(RUN, STEP, NOON, CALL, 200, "{\"result\":true}"),
          new RebootEvent.Rejected(
              RUN, STEP, NOON, CALL, 409, "\"no\"", "busy at each of its 10 calls", LATER),
          new RebootEvent.Busy(RUN, STEP, NOON, CALL, 423, "{\"retryAfter\":600}", 2, LATER),
          new RebootEvent.AnswerLost(RUN, STEP, NOON, CALL, "no answer within 30 s (504101)"),
          new RebootEvent.NotDelivered(
              RUN, STEP, NOON, CALL, InvocationAnswer.Cause.HUB_TROUBLE, "refused", LATER),
          new RebootEvent.Confirmed(RUN, STEP, LATER, CALL, AFTER, 200, "{\"result\":true}"),
          new RebootEvent.CameBack(RUN, STEP, NOON, CALL, AFTER),
          new RebootEvent.RebootedAgain(RUN, STEP, NOON, CALL, AFTER, 2),
          new RebootEvent.NotConfirmed(RUN, STEP, NOON, CALL, LATER, "reboot loop", 202, "null"),
          new RebootEvent.Noted(RUN, STEP, LATER, "pressure is back at 4 bar"),
          new RebootEvent.OutcomeUnknown(
              RUN, STEP, NOON, CALL, LATER, "the answer was lost; rebootTime was still 41"),
          new RebootEvent.FoundOffline(
              RUN, STEP, NOON, CALL, 3, "not connected before the last of 3 calls"),
          new RebootEvent.Failed(RUN, STEP, NOON, CALL, "not registered"),
          new RebootEvent.Deferred(RUN, STEP, NOON, "the water is too high", NOON),
          new RebootEvent.Skipped(RUN, STEP, NOON, Requester.login("anna"), "the window is closed"),
          new RebootEvent.Cancelled(
              RUN, STEP, NOON, Requester.login("anna"), "wrong group: \"sensors\", not «Säge»"),
          new RebootEvent.ConfirmedLate(RUN, STEP, LATER, CALL, AFTER),
          new GroupEvent.GroupStarted(
              RUN, STEP, NOON, "tags.ring = 'canary'", SampleOptions.all(), true),
          new GroupEvent.TargetsAdded(NOON, List.of("pump-7", "valve-1")),
          new GroupEvent.TargetsFrozen(NOON, 2),
          new GroupEvent.GroupPaused(NOON, Requester.login("anna"), "smoke"),
          new GroupEvent.GroupResumed(NOON, Requester.login("anna"), "no smoke"),
          new GroupEvent.StopRuleBroken(NOON, "maxFailed 5%"),
          new GroupEvent.GroupCancelled(NOON, Requester.login("anna"), "fire", true),
          new GroupEvent.GroupSettled(LATER, StepResult.FAILED, TALLY, "maxFailed 5%"),
          new RunEvent.RunAccepted(
              RUN,
              "nightly",
              List.of("north"),
              NOON,
              new RunTrigger.WithReason(
                  new RunTrigger.Message("ID:broker-7:1", NOON), "the new firmware"),
              Requester.openIdConnect("anna", "https://id.example/").onBehalfOf("bob"),
              2,
              Map.of("maxInFlight", "5"),
              new RunMessage("{}", Map.of("b", "2", "a", "1")),
              "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
              new Retry("nightly-20260222", NOON, Set.of(new Target("north", "pump-7")))),
          new RunEvent.TargetsListed(NOON, "north", List.of("pump,7", "valve-1")),
          new RunEvent.StepStarted(
              "nightly-settle", NOON, StepKind.SOAK, LATER, Limit.parse("1"), List.of("north")),
          new RunEvent.StepSettled(STEP, LATER, StepResult.SUCCEEDED, TALLY, "all but one"),
          new RunEvent.StepDeferred(STEP, LATER, "the line runs"),
          new RunEvent.RunPaused(NOON, NOON, PauseKind.DIVERGED, Requester.login("anna"), "lunch"),
          new RunEvent.RunResumed(NOON, Requester.login("anna"), "lunch is over"),
          new RunEvent.RunCancelled(NOON, Requester.login("anna"), "fire", true),
          new RunEvent.ApprovalRequested("nightly-go", NOON, LATER, Set.of("anna"), true),
          new RunEvent.Approved("nightly-go", NOON, Requester.login("anna"), "canaries look well"),
          new RunEvent.Rejected("nightly-go", NOON, Requester.login("anna"), "too hot today"),
          new FleetStopEvent.FleetStopped(NOON, Requester.login("anna"), "fire"),
          new FleetStopEvent.FleetStopLifted(LATER, Requester.login("anna"), "out"),
          new FleetStopEvent.OrderRefused(
              NOON,
              Requester.token("vera"),
              "skip",
              RUN,
              STEP,
              "pump-7",
              "it needs the role operator"),
          new FleetStopEvent.JournalPlaced(
              NOON,
              new UUID(0x4000L, 0x8000000000000000L),
              2,
              new JournalPlace(
                  "inode 12, made 2026-11-23T01:00:00Z", "cellar", "host1:/data/journal.db"),
              Requester.login("anna"),
              "moved"),
          new FleetStopEvent.JournalDoubted(NOON, JournalDoubt.RESTORED, "a backup"),
          new RunEvent.RunSettled(LATER, RunOutcome.COMPLETED, "one late"));

  private SampleEvents() {}
}
