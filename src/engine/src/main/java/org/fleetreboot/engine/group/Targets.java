package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.HubRecorder;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupCommand;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the devices of groups. The source is asked until the list is complete or the source
 * fails. A group that follows its query asks again every minute, and once more when all known
 * devices are settled. It ends when that finds no new device, or is refused.
 */
public final class Targets {
  private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

  /** Twin queries have a small quota: 20 a minute in S1. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final HubRecorder recorder;
  private final LiveHub hub;
  private final HubQueries queries;
  private final DueTimes<Timer> timers;

  /** The sources of the groups that a chain has reached and that are not settled. */
  private final Map<LiveGroup, Asked> asked = new HashMap<>();

  public Targets(HubRecorder recorder, LiveHub hub, HubQueries queries, DueTimes<Timer> timers) {
    this.recorder = recorder;
    this.hub = hub;
    this.queries = queries;
    this.timers = timers;
  }

  /** The chain has reached the group: asks the source, now or later. */
  public void begin(LiveGroup group, TargetSource source, Instant now) {
    Asked known = asked.computeIfAbsent(group, Asked::new);
    known.source = source;
    if (group.isCollecting()) {
      known.ask();
    } else {
      known.askLater(now);
    }
  }

  /** The list of the group is closed, and more devices may join it. */
  public void frozen(LiveGroup group, Instant now) {
    Asked known = asked.get(group);
    if (known != null) {
      known.askLater(now);
    }
  }

  /** The chain has left the group, or the group is settled. */
  public void forget(LiveGroup group) {
    asked.remove(group);
  }

  /**
   * Whether no more devices can join. If they can, and all known devices are done, asks for them.
   */
  boolean areComplete(LiveGroup group) {
    if (!group.follows() || group.skipReason() != null) {
      return true;
    }
    Asked known = asked.get(group);
    if (known == null) {
      return false;
    }
    if (!known.foundNoMore && group.areAllSettled()) {
      known.ask();
    }
    return known.foundNoMore;
  }

  private final class Asked implements HubQueries.Query<String> {
    private final LiveGroup group;
    private @Nullable TargetSource source;

    /** Whether a query is under way. */
    private boolean underWay;

    /** Whether that query is for devices that join later. */
    private boolean joining;

    /** How many devices the group had when it was asked. */
    private int knownThen;

    /** Whether a timer will ask it again. */
    private boolean planned;

    /** Whether it was asked after all devices were settled, and found no new device. */
    private boolean foundNoMore;

    Asked(LiveGroup group) {
      this.group = group;
    }

    void ask() {
      if (!underWay && source != null) {
        underWay = true;
        joining = !group.isCollecting();
        knownThen = group.state().targets();
        queries.ask(this, source::collect);
      }
    }

    void askLater(Instant now) {
      if (group.follows() && !planned) {
        planned = true;
        timers.add(
            now.plus(EVERY),
            later -> {
              planned = false;
              if (isKept() && mayJoin()) {
                ask();
              }
            });
      }
    }

    private boolean isKept() {
      return asked.get(group) == this;
    }

    private boolean mayJoin() {
      return !group.isSettled() && !group.state().isEnding();
    }

    @Override
    public boolean isWanted() {
      return isKept() && (joining ? mayJoin() : group.isCollecting());
    }

    @Override
    public void page(List<String> devices, Instant now) {
      Set<String> unknown = new LinkedHashSet<>(devices);
      unknown.removeAll(group.targets());
      record(new GroupCommand.AddTargets(now, List.copyOf(unknown), false));
    }

    @Override
    public void ended(@Nullable Throwable refusal, Instant now) {
      underWay = false;
      if (!isKept()) {
        return;
      }
      if (joining) {
        joined(refusal, now);
      } else if (group.isCollecting()) {
        record(
            refusal == null
                ? new GroupCommand.AddTargets(now, List.of(), true)
                : new GroupCommand.Fail(now, reason(refusal)));
      }
    }

    private void joined(@Nullable Throwable refusal, Instant now) {
      if (refusal == null) {
        defer(null, now);
      } else if (mayJoin() && deferral() == null) {
        tellOfRefusal(refusal, now);
      }
      askLater(now);
      // A query that is still refused at the end does not hold the group open.
      foundNoMore = group.areAllSettled() && group.state().targets() == knownThen;
      group.changed();
    }

    /**
     * Reports a refusal once, until the query is answered again: the hub words each refusal
     * differently.
     */
    private void tellOfRefusal(Throwable refusal, Instant now) {
      defer("no device can join, because its query is refused: " + reason(refusal), now);
      LOG.warn(
          "Group {} of run {}: {}. Its query is asked again every minute; the group ends with the"
              + " devices that it has.",
          group.step,
          group.run,
          deferral());
    }

    /** Why no device can join; null if no reason is recorded. */
    private @Nullable String deferral() {
      RunState.Step step = hub.acceptedRun(group.run).state().steps().get(group.step);
      return step == null || step.deferral() == null ? null : step.deferral().reason();
    }

    private void defer(@Nullable String reason, Instant now) {
      LiveRun run = hub.acceptedRun(group.run);
      recorder.record(
          run, Run.decide(run.state(), new RunCommand.DeferStep(group.step, now, reason)));
    }

    private void record(GroupCommand command) {
      recorder.record(group, Group.decide(group.state(), command));
    }

    private static String reason(Throwable refusal) {
      return refusal.getMessage() == null ? refusal.toString() : refusal.getMessage();
    }
  }
}
