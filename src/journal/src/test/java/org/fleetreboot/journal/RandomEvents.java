package org.fleetreboot.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.RunOutcome;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/** Any event, of a time that runs mostly forward. */
public final class RandomEvents {
  private static final UUID CALL = new UUID(7, 7);
  private static final List<String> WORDS =
      List.of("", "busy", "BUSY at last", "kühl", "KÜHL", "100% sure", "a_b", "line\0two", "İz");

  private final SplittableRandom random;
  private Instant now = RandomHistory.start();

  public RandomEvents(SplittableRandom random) {
    this.random = random;
  }

  public Instant at() {
    now = now.plusNanos(random.nextLong(10_000_000_000L));
    return random.nextInt(10) == 0 ? now.minusSeconds(random.nextInt(600)) : now;
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private @Nullable String wordOrNone() {
    return random.nextBoolean() ? word() : null;
  }

  private BootMarker marker() {
    return new BootMarker("x", now, random.nextInt(100));
  }

  public RunEvent.RunAccepted accepted(String run, String hub) {
    return new RunEvent.RunAccepted(
        run,
        random.nextBoolean() ? "nightly" : "weekly",
        List.of("north"),
        at(),
        new RunTrigger.WithReason(new RunTrigger.CommandLine("start", run), word() + "!"),
        Requester.login(random.nextBoolean() ? "ann" : "bob"),
        0,
        Map.of("maxInFlight", "5"),
        new RunMessage("{}", Map.of("a", "1")),
        null,
        null);
  }

  RunEvent stepStarted(String step) {
    StepKind kind = any(StepKind.values());
    return new RunEvent.StepStarted(
        step, at(), kind, random.nextBoolean() ? now.plusSeconds(60) : null, Limit.parse("5%"));
  }

  RunEvent ofRun(String step) {
    return switch (random.nextInt(10)) {
      case 0 -> new RunEvent.TargetsListed(at(), "north", List.of("pump-1"));
      case 1 -> new RunEvent.StepSettled(step, at(), result(), tally(), wordOrNone());
      case 2 -> new RunEvent.StepDeferred(step, at(), wordOrNone());
      case 3 ->
          new RunEvent.RunPaused(at(), now, PauseKind.ORDERED, Requester.login("ann"), word());
      case 4 -> new RunEvent.RunResumed(at(), Requester.login("ann"), wordOrNone());
      case 5 ->
          new RunEvent.RunCancelled(at(), Requester.login("ann"), word(), random.nextBoolean());
      case 6 -> new RunEvent.ApprovalRequested(step, at(), now, Set.of("bob", "ann"), true);
      case 7 -> new RunEvent.Approved(step, at(), Requester.login("ann"), wordOrNone());
      case 8 -> new RunEvent.Rejected(step, at(), Requester.login("ann"), wordOrNone());
      default -> new RunEvent.RunSettled(at(), any(RunOutcome.values()), wordOrNone());
    };
  }

  private StepResult result() {
    return any(StepResult.values());
  }

  private Tally tally() {
    return new Tally(Map.of(Outcome.CONFIRMED, random.nextInt(9), Outcome.OFFLINE, 2));
  }

  GroupEvent ofGroup(String run, String step, List<String> devices) {
    return switch (random.nextInt(12)) {
      case 0 -> new GroupEvent.GroupStarted(run, step, at(), "list", GroupOptions.DEFAULT, false);
      case 1 -> new GroupEvent.TargetsFrozen(at(), devices.size());
      case 2 -> new GroupEvent.GroupPaused(at(), Requester.login("ann"), word());
      case 3 -> new GroupEvent.GroupResumed(at(), Requester.login("ann"), wordOrNone());
      case 4 -> new GroupEvent.StopRuleBroken(at(), word());
      case 5 ->
          new GroupEvent.GroupCancelled(at(), Requester.login("ann"), word(), random.nextBoolean());
      case 6 -> new GroupEvent.GroupSettled(at(), result(), tally(), wordOrNone());
      default -> new GroupEvent.TargetsAdded(at(), devices);
    };
  }

  RebootEvent ofDevice(String run, String step) {
    Instant at = at();
    return switch (random.nextInt(18)) {
      case 0 -> intended(run, step, at);
      case 1 -> new RebootEvent.Accepted(run, step, at, CALL, 200, wordOrNone());
      case 2 ->
          new RebootEvent.Rejected(
              run, step, at, CALL, 409, "x".repeat(random.nextInt(200)), wordOrNone(), null);
      case 3 -> new RebootEvent.Busy(run, step, at, CALL, 423, wordOrNone(), 1, at);
      case 4 -> new RebootEvent.AnswerLost(run, step, at, CALL, word());
      case 5 ->
          new RebootEvent.NotDelivered(
              run, step, at, CALL, InvocationAnswer.Cause.HUB_TROUBLE, word(), at);
      case 6 -> new RebootEvent.CameBack(run, step, at, CALL, marker());
      case 7 -> new RebootEvent.RebootedAgain(run, step, at, CALL, marker(), 2);
      case 8 -> new RebootEvent.NotConfirmed(run, step, at, CALL, at, word(), 200, null);
      case 9 -> new RebootEvent.OutcomeUnknown(run, step, at, CALL, at, word());
      case 10 -> new RebootEvent.FoundOffline(run, step, at, null, 3, word());
      case 11 -> new RebootEvent.Failed(run, step, at, null, word());
      case 12 -> new RebootEvent.Deferred(run, step, at, word(), null);
      case 13 -> new RebootEvent.Skipped(run, step, at, null, word());
      case 14 -> new RebootEvent.Cancelled(run, step, at, Requester.login("ann"), word());
      case 15 -> new RebootEvent.Noted(run, step, at, word());
      case 16 -> new RebootEvent.ConfirmedLate(run, step, at, CALL, marker());
      default -> new RebootEvent.Confirmed(run, step, at, CALL, marker(), 200, null);
    };
  }

  private RebootEvent intended(String run, String step, Instant at) {
    return new RebootEvent.InvocationIntended(
        run,
        step,
        at,
        CALL,
        1,
        1,
        "rebootDevice",
        null,
        new MarkerPath("rebootTime"),
        marker(),
        true,
        at.plusSeconds(10),
        ConfirmBy.VALUE,
        Duration.ofMinutes(10),
        3,
        Duration.ofSeconds(1),
        null,
        null,
        BusyRule.DEFAULT,
        0,
        0);
  }
}
