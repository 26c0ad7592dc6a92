package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fleetreboot.workflow.Rollout;
import org.fleetreboot.workflow.RolloutCommand;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunCommand;
import org.fleetreboot.workflow.RunState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Devices that join a group while it is under way: its query is asked again every minute, and once
 * all that it knows are settled. The group ends when that finds nobody new, or is refused: the
 * refusal is told, once until the query is answered again.
 */
final class LateJoiners {
  private static final Logger LOG = LoggerFactory.getLogger(LateJoiners.class);

  /** Twin queries have a small quota of their own: 20 a minute in S1. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final TargetCollection.Desk desk;
  private final BiConsumer<RolloutSlot, DeviceSlot> onJoined;
  private final Consumer<RolloutSlot> onAnswered;

  /**
   * @param onJoined told of each device that joins
   * @param onAnswered told when a query has been answered, and the group is to be judged
   */
  LateJoiners(
      Ledger ledger,
      HubWatch watch,
      DueTimes<Timer> timers,
      TargetCollection.Desk desk,
      BiConsumer<RolloutSlot, DeviceSlot> onJoined,
      Consumer<RolloutSlot> onAnswered) {
    this.ledger = ledger;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
    this.onJoined = onJoined;
    this.onAnswered = onAnswered;
  }

  /** Whether nobody can join any more. If somebody can, and all others are done, asks for them. */
  boolean isComplete(RolloutSlot rollout) {
    if (!rollout.follows() || rollout.leaveOutReason != null || rollout.nobodyElse) {
      return true;
    }
    if (rollout.state().tally().settled() == rollout.state().targets()) {
      ask(rollout);
    }
    return false;
  }

  /** Plans the next question to the group's query. */
  void follow(RolloutSlot rollout, Instant now) {
    if (rollout.follows() && !rollout.isSettled() && !rollout.followPlanned) {
      rollout.followPlanned = true;
      timers.add(
          now.plus(EVERY),
          ledger
              .fleet
              .run(rollout.run)
              .inThisPass(
                  later -> {
                    rollout.followPlanned = false;
                    if (mayJoin(rollout)) {
                      ask(rollout);
                    }
                  }));
    }
  }

  private static boolean mayJoin(RolloutSlot rollout) {
    return !rollout.isSettled() && !rollout.state().leavesOut();
  }

  private void ask(RolloutSlot rollout) {
    TargetSource source = rollout.source;
    if (rollout.sourceAsked || source == null) {
      return;
    }
    RunSlot run = ledger.fleet.run(rollout.run);
    int pass = run.pass();
    rollout.sourceAsked = true;
    int known = rollout.state().targets();
    HubQuestion<String> question =
        new HubQuestion<>(
            ledger,
            watch,
            timers,
            desk,
            () -> run.pass() == pass && mayJoin(rollout),
            (devices, now) -> {
              if (run.pass() == pass) {
                join(rollout, devices, now);
              }
            });
    ledger.effect(
        () ->
            question
                .ask(source::collect)
                .whenComplete(
                    (nothing, error) ->
                        desk.ask(
                            later -> {
                              if (run.pass() == pass) {
                                answered(rollout, question, known, error, later);
                              }
                              return null;
                            })));
  }

  /** Once, until it is answered again: the hub words each of its refusals anew. */
  private void tellOfRefusal(RolloutSlot rollout, Throwable refusal, Instant now) {
    if (putOff(rollout) != null) {
      return;
    }
    String why = refusal.getMessage() == null ? refusal.toString() : refusal.getMessage();
    putOff(rollout, "nobody joins, for its query is refused: " + why, now);
    LOG.warn(
        "Group {} of run {}: {}. Its query is asked again every minute; the group ends with the"
            + " devices that it has.",
        rollout.step,
        rollout.run,
        putOff(rollout));
  }

  /** Why nobody can join; null while nobody has said so. */
  private @Nullable String putOff(RolloutSlot rollout) {
    RunState.Step step = ledger.knownRun(rollout.run).state().steps().get(rollout.step);
    return step == null || step.putOff() == null ? null : step.putOff().reason();
  }

  private void putOff(RolloutSlot rollout, @Nullable String reason, Instant now) {
    RunSlot run = ledger.knownRun(rollout.run);
    ledger.record(
        run, Run.decide(run.state(), new RunCommand.PutOffStep(rollout.step, now, reason)));
  }

  private void join(RolloutSlot rollout, List<String> devices, Instant now) {
    Set<String> unknown = new LinkedHashSet<>(devices);
    unknown.removeAll(rollout.targets);
    ledger.record(
        rollout,
        Rollout.decide(
            rollout.state(), new RolloutCommand.AddTargets(now, List.copyOf(unknown), false)));
    for (String device : unknown) {
      if (rollout.targets.contains(device)) {
        onJoined.accept(rollout, ledger.fleet.device(device));
      }
    }
  }

  private void answered(
      RolloutSlot rollout,
      HubQuestion<String> question,
      int known,
      @Nullable Throwable error,
      Instant now) {
    rollout.sourceAsked = false;
    if (error == null) {
      question.worked(now);
      putOff(rollout, null, now);
    } else if (!rollout.isSettled() && !rollout.state().leavesOut()) {
      tellOfRefusal(rollout, TargetCollection.causeOf(error), now);
    }
    follow(rollout, now);
    boolean allSettled = rollout.state().tally().settled() == rollout.state().targets();
    // A query that is refused to the end holds no group open.
    rollout.nobodyElse = allSettled && rollout.state().targets() == known;
    onAnswered.accept(rollout);
  }
}
