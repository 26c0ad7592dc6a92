package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunState;
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

  private final EventRecorder recorder;
  private final HubWatch watch;
  private final DueTimes<Timer> timers;
  private final TargetCollection.Desk desk;
  private final Consumer<LiveGroup> onAnswered;

  /**
   * @param onAnswered told when a query has been answered, and the group is to be judged
   */
  LateJoiners(
      EventRecorder recorder,
      HubWatch watch,
      DueTimes<Timer> timers,
      TargetCollection.Desk desk,
      Consumer<LiveGroup> onAnswered) {
    this.recorder = recorder;
    this.watch = watch;
    this.timers = timers;
    this.desk = desk;
    this.onAnswered = onAnswered;
  }

  /** Whether nobody can join any more. If somebody can, and all others are done, asks for them. */
  boolean isComplete(LiveGroup group) {
    if (!group.follows() || group.leaveOutReason != null || group.nobodyElse) {
      return true;
    }
    if (group.state().tally().settled() == group.state().targets()) {
      ask(group);
    }
    return false;
  }

  /** Plans the next question to the group's query. */
  void follow(LiveGroup group, Instant now) {
    if (group.follows() && !group.isSettled() && !group.followPlanned) {
      group.followPlanned = true;
      timers.add(
          now.plus(EVERY),
          recorder
              .fleet
              .run(group.run)
              .inThisPass(
                  later -> {
                    group.followPlanned = false;
                    if (mayJoin(group)) {
                      ask(group);
                    }
                  }));
    }
  }

  private static boolean mayJoin(LiveGroup group) {
    return !group.isSettled() && !group.state().leavesOut();
  }

  private void ask(LiveGroup group) {
    TargetSource source = group.source;
    if (group.sourceAsked || source == null) {
      return;
    }
    LiveRun run = recorder.fleet.run(group.run);
    int pass = run.pass();
    group.sourceAsked = true;
    int known = group.state().targets();
    HubQuestion<String> question =
        new HubQuestion<>(
            recorder,
            watch,
            timers,
            desk,
            () -> run.pass() == pass && mayJoin(group),
            (devices, now) -> {
              if (run.pass() == pass) {
                join(group, devices, now);
              }
            });
    recorder.effect(
        () ->
            question
                .ask(source::collect)
                .whenComplete(
                    (nothing, error) ->
                        desk.ask(
                            later -> {
                              if (run.pass() == pass) {
                                answered(group, question, known, error, later);
                              }
                              return null;
                            })));
  }

  /** Once, until it is answered again: the hub words each of its refusals anew. */
  private void tellOfRefusal(LiveGroup group, Throwable refusal, Instant now) {
    if (deferral(group) != null) {
      return;
    }
    String why = refusal.getMessage() == null ? refusal.toString() : refusal.getMessage();
    deferral(group, "nobody joins, for its query is refused: " + why, now);
    LOG.warn(
        "Group {} of run {}: {}. Its query is asked again every minute; the group ends with the"
            + " devices that it has.",
        group.step,
        group.run,
        deferral(group));
  }

  /** Why nobody can join; null while nobody has said so. */
  private @Nullable String deferral(LiveGroup group) {
    RunState.Step step = recorder.knownRun(group.run).state().steps().get(group.step);
    return step == null || step.deferral() == null ? null : step.deferral().reason();
  }

  private void deferral(LiveGroup group, @Nullable String reason, Instant now) {
    LiveRun run = recorder.knownRun(group.run);
    recorder.record(
        run, Run.decide(run.state(), new RunCommand.DeferStep(group.step, now, reason)));
  }

  private void join(LiveGroup group, List<String> devices, Instant now) {
    Set<String> unknown = new LinkedHashSet<>(devices);
    unknown.removeAll(group.targets);
    recorder.record(
        group,
        Group.decide(group.state(), new GroupCommand.AddTargets(now, List.copyOf(unknown), false)));
  }

  private void answered(
      LiveGroup group,
      HubQuestion<String> question,
      int known,
      @Nullable Throwable error,
      Instant now) {
    group.sourceAsked = false;
    if (error == null) {
      question.worked(now);
      deferral(group, null, now);
    } else if (!group.isSettled() && !group.state().leavesOut()) {
      tellOfRefusal(group, TargetCollection.causeOf(error), now);
    }
    follow(group, now);
    boolean allSettled = group.state().tally().settled() == group.state().targets();
    // A query that is refused to the end holds no group open.
    group.nobodyElse = allSettled && group.state().targets() == known;
    onAnswered.accept(group);
  }
}
