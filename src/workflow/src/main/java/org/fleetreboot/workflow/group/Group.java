package org.fleetreboot.workflow.group;

import static org.fleetreboot.workflow.group.GroupState.Phase.CANCELLING;
import static org.fleetreboot.workflow.group.GroupState.Phase.COLLECTING;
import static org.fleetreboot.workflow.group.GroupState.Phase.NEW;
import static org.fleetreboot.workflow.group.GroupState.Phase.PAUSED;
import static org.fleetreboot.workflow.group.GroupState.Phase.RUNNING;
import static org.fleetreboot.workflow.group.GroupState.Phase.SETTLED;
import static org.fleetreboot.workflow.group.GroupState.Phase.STOPPING;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.group.GroupEvent.GroupSettled;
import org.fleetreboot.workflow.group.GroupEvent.TargetsAdded;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/**
 * The rules for one group of devices: when it stops, and how it ends. Pure.
 *
 * <p>It holds counts, not devices: its cost per device does not grow with the group.
 */
public final class Group {
  static final String EMPTY =
      "no device is in the group: correct its query or list, or set allowEmpty";

  static final String NONE_CONFIRMED = "no device was confirmed";

  private Group() {}

  /** The events that follow from the command; none if it no longer applies. */
  public static List<GroupEvent> decide(GroupState state, GroupCommand command) {
    if (command instanceof GroupCommand.Start start) {
      return state.phase() == NEW
          ? List.of(
              new GroupEvent.GroupStarted(
                  start.run(),
                  start.step(),
                  start.now(),
                  start.targets(),
                  start.options(),
                  start.shared()))
          : List.of();
    }
    if (command instanceof GroupCommand.AddTargets add) {
      return mayJoin(state) ? addTargets(state, add) : List.of();
    }
    if (command instanceof GroupCommand.Fail fail) {
      return state.phase() == COLLECTING ? fail(state, fail) : List.of();
    }
    if (command instanceof GroupCommand.Pause pause) {
      return state.phase() == RUNNING || (state.phase() == COLLECTING && !state.isPaused())
          ? List.of(new GroupEvent.GroupPaused(pause.now(), pause.by(), pause.reason()))
          : List.of();
    }
    if (command instanceof GroupCommand.Resume resume) {
      return state.isPaused()
          ? List.of(new GroupEvent.GroupResumed(resume.now(), resume.by(), resume.reason()))
          : List.of();
    }
    if (command instanceof GroupCommand.Cancel cancel) {
      return cancel(state, cancel);
    }
    if (command instanceof GroupCommand.SettleForced settleForced) {
      return settleForced(state, settleForced);
    }
    if (command instanceof GroupCommand.Judge judge) {
      return judge(state, judge);
    }
    throw new AssertionError(command);
  }

  private static boolean mayJoin(GroupState state) {
    GroupOptions options = state.options();
    boolean follows = options != null && options.membership() == GroupOptions.Membership.FOLLOW;
    return state.phase() == COLLECTING
        || (follows && (state.phase() == RUNNING || state.phase() == PAUSED));
  }

  private static List<GroupEvent> addTargets(GroupState state, GroupCommand.AddTargets command) {
    List<GroupEvent> events = new ArrayList<>();
    List<String> devices = command.devices().stream().distinct().toList();
    for (int from = 0; from < devices.size(); from += TargetsAdded.MOST) {
      int to = Math.min(devices.size(), from + TargetsAdded.MOST);
      events.add(new TargetsAdded(command.now(), devices.subList(from, to)));
    }
    if (command.last() && state.phase() == COLLECTING) {
      int count = state.targets() + devices.size();
      events.add(new GroupEvent.TargetsFrozen(command.now(), count));
      GroupOptions options = state.options();
      if (count == 0 && options != null) {
        events.add(
            new GroupSettled(
                command.now(),
                mayBeEmpty(state, options) ? StepResult.SUCCEEDED : StepResult.FAILED,
                Tally.EMPTY,
                mayBeEmpty(state, options) ? null : EMPTY));
      }
    }
    return events;
  }

  /** Whether its step has devices is judged over all its hubs. */
  private static boolean mayBeEmpty(GroupState state, GroupOptions options) {
    return state.shared() || options.allowEmpty();
  }

  private static List<GroupEvent> cancel(GroupState state, GroupCommand.Cancel command) {
    boolean alreadyCancelled = state.phase() == CANCELLING && (state.forced() || !command.forced());
    if (state.phase() == SETTLED || alreadyCancelled || state.phase() == NEW) {
      return List.of();
    }
    GroupEvent cancelled =
        new GroupEvent.GroupCancelled(
            command.now(), command.by(), command.reason(), command.forced());
    return state.phase() == COLLECTING
        ? endCollecting(state, cancelled, StepResult.CANCELLED, command.reason())
        : List.of(cancelled);
  }

  private static List<GroupEvent> settleForced(
      GroupState state, GroupCommand.SettleForced command) {
    if (state.phase() != CANCELLING
        || !state.forced()
        || state.tally().settled() + command.underWay() != state.targets()) {
      return List.of();
    }
    String reason = String.valueOf(state.reason());
    return List.of(
        new GroupSettled(
            command.now(),
            StepResult.CANCELLED,
            state.tally(),
            command.underWay() == 0
                ? reason
                : reason + "; still under way: " + command.underWay()));
  }

  private static List<GroupEvent> fail(GroupState state, GroupCommand.Fail command) {
    GroupEvent broken = new GroupEvent.StopRuleBroken(command.now(), command.reason());
    return endCollecting(state, broken, StepResult.FAILED, command.reason());
  }

  /** Devices already added end one by one: each device gets an outcome. */
  private static List<GroupEvent> endCollecting(
      GroupState state, GroupEvent end, StepResult result, String reason) {
    return state.targets() == 0
        ? List.of(end, new GroupSettled(end.at(), result, Tally.EMPTY, reason))
        : List.of(new GroupEvent.TargetsFrozen(end.at(), state.targets()), end);
  }

  private static List<GroupEvent> judge(GroupState state, GroupCommand.Judge command) {
    GroupOptions options = state.options();
    if (options == null
        || state.phase() == NEW
        || state.phase() == COLLECTING
        || state.phase() == SETTLED) {
      return List.of();
    }
    List<GroupEvent> events = new ArrayList<>(2);
    String broken = state.isEnding() ? null : brokenRule(options, state, command);
    if (broken != null) {
      events.add(new GroupEvent.StopRuleBroken(command.now(), broken));
    }
    boolean complete = command.complete() || broken != null || state.isEnding();
    if (complete && state.tally().settled() == state.targets()) {
      GroupState judged = broken == null ? state : state.in(STOPPING, broken);
      events.add(new GroupSettled(command.now(), result(judged), state.tally(), reason(judged)));
    }
    return events;
  }

  private static @Nullable String brokenRule(
      GroupOptions options, GroupState state, GroupCommand.Judge command) {
    String broken =
        options
            .stop()
            .brokenBy(
                state.tally().plus(command.elsewhere()),
                state.targets() + command.targetsElsewhere());
    // If no device is left to be called, nothing is blocked.
    return broken != null || state.tally().settled() == state.targets()
        ? broken
        : options.pace().blockedBy(state.tally(), state.targets());
  }

  private static StepResult result(GroupState state) {
    if (state.phase() == CANCELLING) {
      return StepResult.CANCELLED;
    }
    return state.phase() == STOPPING || lacksConfirmed(state)
        ? StepResult.FAILED
        : StepResult.SUCCEEDED;
  }

  private static @Nullable String reason(GroupState state) {
    if (state.phase() == CANCELLING || state.phase() == STOPPING) {
      return state.reason();
    }
    return lacksConfirmed(state) ? NONE_CONFIRMED : null;
  }

  /** Whether any device of its step was confirmed is judged over all its hubs. */
  private static boolean lacksConfirmed(GroupState state) {
    return !state.shared() && state.tally().of(Outcome.CONFIRMED) == 0;
  }

  /** The state after an event of the group. */
  public static GroupState evolve(GroupState state, GroupEvent event) {
    if (event instanceof GroupEvent.GroupStarted started) {
      return new GroupState(
          COLLECTING, started.options(), 0, Tally.EMPTY, started.shared(), false, null, null);
    }
    if (event instanceof TargetsAdded added) {
      return new GroupState(
          state.phase(),
          state.options(),
          state.targets() + added.devices().size(),
          state.tally(),
          state.shared(),
          state.forced(),
          state.reason(),
          null);
    }
    if (event instanceof GroupEvent.TargetsFrozen) {
      return state.isPaused() ? state.in(PAUSED, state.reason()) : state.in(RUNNING, null);
    }
    if (event instanceof GroupEvent.GroupResumed) {
      return state.in(state.phase() == COLLECTING ? COLLECTING : RUNNING, null);
    }
    if (event instanceof GroupEvent.GroupPaused paused) {
      return state.in(state.phase() == COLLECTING ? COLLECTING : PAUSED, paused.reason());
    }
    if (event instanceof GroupEvent.StopRuleBroken broken) {
      return state.in(STOPPING, broken.rule());
    }
    if (event instanceof GroupEvent.GroupCancelled cancelled) {
      return state.in(CANCELLING, cancelled.reason()).forced(cancelled.forced());
    }
    if (event instanceof GroupSettled settled) {
      return new GroupState(
          SETTLED,
          state.options(),
          state.targets(),
          settled.tally(),
          state.shared(),
          state.forced(),
          settled.reason(),
          settled.result());
    }
    throw new AssertionError(event);
  }

  /** The state after an event of one of its devices: outcomes count until the group is settled. */
  public static GroupState evolve(GroupState state, RebootEvent event) {
    Outcome outcome = event.outcome();
    return outcome == null || state.phase() == SETTLED
        ? state
        : new GroupState(
            state.phase(),
            state.options(),
            state.targets(),
            state.tally().plus(outcome),
            state.shared(),
            state.forced(),
            state.reason(),
            state.result());
  }
}
