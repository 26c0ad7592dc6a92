package org.fleetreboot.workflow;

import static org.fleetreboot.workflow.RolloutState.Phase.CANCELLING;
import static org.fleetreboot.workflow.RolloutState.Phase.COLLECTING;
import static org.fleetreboot.workflow.RolloutState.Phase.NEW;
import static org.fleetreboot.workflow.RolloutState.Phase.PAUSED;
import static org.fleetreboot.workflow.RolloutState.Phase.RUNNING;
import static org.fleetreboot.workflow.RolloutState.Phase.SETTLED;
import static org.fleetreboot.workflow.RolloutState.Phase.STOPPING;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.RolloutEvent.RolloutSettled;
import org.fleetreboot.workflow.RolloutEvent.TargetsAdded;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one group of devices: when it stops, and how it ends. Pure.
 *
 * <p>It holds counts, not devices: its cost per device does not grow with the group.
 */
public final class Rollout {
  private static final String EMPTY =
      "no device is in the group: correct its query or list, or set allowEmpty";

  private Rollout() {}

  /** The facts that follow from the command; none when it no longer applies. */
  public static List<RolloutEvent> decide(RolloutState state, RolloutCommand command) {
    if (command instanceof RolloutCommand.Start start) {
      return state.phase() == NEW
          ? List.of(
              new RolloutEvent.RolloutStarted(
                  start.run(), start.step(), start.now(), start.targets(), start.options()))
          : List.of();
    }
    if (command instanceof RolloutCommand.AddTargets add) {
      return mayJoin(state) ? addTargets(state, add) : List.of();
    }
    if (command instanceof RolloutCommand.Fail fail) {
      return state.phase() == COLLECTING ? fail(state, fail) : List.of();
    }
    if (command instanceof RolloutCommand.Pause pause) {
      return state.phase() == RUNNING || (state.phase() == COLLECTING && !state.isPaused())
          ? List.of(new RolloutEvent.RolloutPaused(pause.now(), pause.by(), pause.reason()))
          : List.of();
    }
    if (command instanceof RolloutCommand.Resume resume) {
      return state.isPaused()
          ? List.of(new RolloutEvent.RolloutResumed(resume.now(), resume.by(), resume.reason()))
          : List.of();
    }
    if (command instanceof RolloutCommand.Cancel cancel) {
      return cancel(state, cancel);
    }
    if (command instanceof RolloutCommand.LetGo letGo) {
      return letGo(state, letGo);
    }
    if (command instanceof RolloutCommand.Judge judge) {
      return judge(state, judge);
    }
    throw new AssertionError(command);
  }

  private static boolean mayJoin(RolloutState state) {
    RolloutOptions options = state.options();
    boolean follows = options != null && options.membership() == RolloutOptions.Membership.FOLLOW;
    return state.phase() == COLLECTING
        || (follows && (state.phase() == RUNNING || state.phase() == PAUSED));
  }

  private static List<RolloutEvent> addTargets(
      RolloutState state, RolloutCommand.AddTargets command) {
    List<RolloutEvent> events = new ArrayList<>();
    List<String> devices = command.devices().stream().distinct().toList();
    for (int from = 0; from < devices.size(); from += TargetsAdded.MOST) {
      int to = Math.min(devices.size(), from + TargetsAdded.MOST);
      events.add(new TargetsAdded(command.now(), devices.subList(from, to)));
    }
    if (command.last() && state.phase() == COLLECTING) {
      int count = state.targets() + devices.size();
      events.add(new RolloutEvent.TargetsFrozen(command.now(), count));
      RolloutOptions options = state.options();
      if (count == 0 && options != null) {
        events.add(
            new RolloutSettled(
                command.now(),
                options.allowEmpty() ? StepResult.SUCCEEDED : StepResult.FAILED,
                Tally.EMPTY,
                options.allowEmpty() ? null : EMPTY));
      }
    }
    return events;
  }

  private static List<RolloutEvent> cancel(RolloutState state, RolloutCommand.Cancel command) {
    boolean alreadyCancelled = state.phase() == CANCELLING && (state.forced() || !command.forced());
    if (state.phase() == SETTLED || alreadyCancelled || state.phase() == NEW) {
      return List.of();
    }
    RolloutEvent cancelled =
        new RolloutEvent.RolloutCancelled(
            command.now(), command.by(), command.reason(), command.forced());
    return state.phase() == COLLECTING
        ? endCollecting(state, cancelled, StepResult.CANCELLED, command.reason())
        : List.of(cancelled);
  }

  private static List<RolloutEvent> letGo(RolloutState state, RolloutCommand.LetGo command) {
    if (state.phase() != CANCELLING
        || !state.forced()
        || state.tally().settled() + command.underWay() != state.targets()) {
      return List.of();
    }
    String reason = String.valueOf(state.reason());
    return List.of(
        new RolloutSettled(
            command.now(),
            StepResult.CANCELLED,
            state.tally(),
            command.underWay() == 0
                ? reason
                : reason + "; under way, and not waited for: " + command.underWay()));
  }

  private static List<RolloutEvent> fail(RolloutState state, RolloutCommand.Fail command) {
    RolloutEvent broken = new RolloutEvent.StopRuleBroken(command.now(), command.reason());
    return endCollecting(state, broken, StepResult.FAILED, command.reason());
  }

  /** Those added already are left out one by one: each device has an outcome. */
  private static List<RolloutEvent> endCollecting(
      RolloutState state, RolloutEvent end, StepResult result, String reason) {
    return state.targets() == 0
        ? List.of(end, new RolloutSettled(end.at(), result, Tally.EMPTY, reason))
        : List.of(new RolloutEvent.TargetsFrozen(end.at(), state.targets()), end);
  }

  private static List<RolloutEvent> judge(RolloutState state, RolloutCommand.Judge command) {
    RolloutOptions options = state.options();
    if (options == null
        || state.phase() == NEW
        || state.phase() == COLLECTING
        || state.phase() == SETTLED) {
      return List.of();
    }
    List<RolloutEvent> events = new ArrayList<>(2);
    String broken = state.leavesOut() ? null : brokenRule(options, state);
    if (broken != null) {
      events.add(new RolloutEvent.StopRuleBroken(command.now(), broken));
    }
    boolean complete = command.complete() || broken != null || state.leavesOut();
    if (complete && state.tally().settled() == state.targets()) {
      RolloutState judged = broken == null ? state : state.in(STOPPING, broken);
      events.add(new RolloutSettled(command.now(), result(judged), state.tally(), reason(judged)));
    }
    return events;
  }

  private static @Nullable String brokenRule(RolloutOptions options, RolloutState state) {
    String broken = options.stop().brokenBy(state.tally(), state.targets());
    // Nobody is left to be called: then nobody is held up.
    return broken != null || state.tally().settled() == state.targets()
        ? broken
        : options.pace().blockedBy(state.tally(), state.targets());
  }

  private static StepResult result(RolloutState state) {
    if (state.phase() == CANCELLING) {
      return StepResult.CANCELLED;
    }
    return state.phase() == STOPPING || state.tally().of(Outcome.CONFIRMED) == 0
        ? StepResult.FAILED
        : StepResult.SUCCEEDED;
  }

  private static @Nullable String reason(RolloutState state) {
    if (state.phase() == CANCELLING || state.phase() == STOPPING) {
      return state.reason();
    }
    return state.tally().of(Outcome.CONFIRMED) == 0 ? "no device was confirmed" : null;
  }

  /** The state after a fact about the rollout. */
  public static RolloutState evolve(RolloutState state, RolloutEvent event) {
    if (event instanceof RolloutEvent.RolloutStarted started) {
      return new RolloutState(COLLECTING, started.options(), 0, Tally.EMPTY, false, null, null);
    }
    if (event instanceof TargetsAdded added) {
      return new RolloutState(
          state.phase(),
          state.options(),
          state.targets() + added.devices().size(),
          state.tally(),
          state.forced(),
          state.reason(),
          null);
    }
    if (event instanceof RolloutEvent.TargetsFrozen) {
      return state.isPaused() ? state.in(PAUSED, state.reason()) : state.in(RUNNING, null);
    }
    if (event instanceof RolloutEvent.RolloutResumed) {
      return state.in(state.phase() == COLLECTING ? COLLECTING : RUNNING, null);
    }
    if (event instanceof RolloutEvent.RolloutPaused paused) {
      return state.in(state.phase() == COLLECTING ? COLLECTING : PAUSED, paused.reason());
    }
    if (event instanceof RolloutEvent.StopRuleBroken broken) {
      return state.in(STOPPING, broken.rule());
    }
    if (event instanceof RolloutEvent.RolloutCancelled cancelled) {
      return state.in(CANCELLING, cancelled.reason()).forced(cancelled.forced());
    }
    if (event instanceof RolloutSettled settled) {
      return new RolloutState(
          SETTLED,
          state.options(),
          state.targets(),
          settled.tally(),
          state.forced(),
          settled.reason(),
          settled.result());
    }
    throw new AssertionError(event);
  }

  /** The state after a fact about one of its devices: outcomes are counted until it is settled. */
  public static RolloutState evolve(RolloutState state, RebootEvent event) {
    Outcome outcome = event.outcome();
    return outcome == null || state.phase() == SETTLED
        ? state
        : new RolloutState(
            state.phase(),
            state.options(),
            state.targets(),
            state.tally().plus(outcome),
            state.forced(),
            state.reason(),
            state.result());
  }
}
