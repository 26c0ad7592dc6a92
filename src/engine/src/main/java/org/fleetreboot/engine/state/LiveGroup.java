package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.group.Group;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.GroupOptions.Membership;
import org.fleetreboot.workflow.options.Pace;
import org.fleetreboot.workflow.options.PollOptions;
import org.jspecify.annotations.Nullable;

/** One group in the memory of the engine: its state, and its devices. */
public final class LiveGroup {
  public final String run;
  public final String step;
  private final SteadyTime steady;
  private final ChangedGroups changed;
  private GroupState state = GroupState.INITIAL;
  private int version;

  /** All devices of the group, in the order of their turns; emptied when it is settled. */
  private final Set<String> targets = new LinkedHashSet<>();

  /** Those of them that have an outcome. */
  private final Set<String> settled = new HashSet<>();

  private final GroupDevices devices = new GroupDevices(this);
  private final CheckFindings checkFindings = new CheckFindings();
  private final DisconnectedDevices disconnected = new DisconnectedDevices(targets);
  private final BootDurations bootDurations = new BootDurations();

  /** Whether the chain has come to this step, and has not given its run back. */
  private boolean attached;

  /** Why devices without a turn are left out, though no stop rule is broken; null for not. */
  private @Nullable String skipReason;

  private @Nullable Instant startedAt;

  /** The same in steady time. */
  private @Nullable Instant began;

  /** When it called a device last; null while it has called none. */
  private @Nullable Instant calledAt;

  private String cancelledBy = "";
  private GroupPace pace = new GroupPace(Pace.DEFAULT);
  private @Nullable String payload;
  private @Nullable CallOptions callOptions;

  public LiveGroup(String run, String step, SteadyTime steady, ChangedGroups changed) {
    this.run = run;
    this.step = step;
    this.steady = steady;
    this.changed = changed;
  }

  public GroupState state() {
    return state;
  }

  long version() {
    return version;
  }

  public StreamId stream(String hub) {
    return StreamId.group(hub, run, step);
  }

  public GroupOptions options() {
    GroupOptions options = state.options();
    return options == null ? GroupOptions.DEFAULT : options;
  }

  /** Sends this payload with each call; the options were frozen with the first one's hash. */
  public void carry(@Nullable String sent) {
    payload = sent;
    callOptions = PayloadHash.hashed(options(), sent).callOptions();
  }

  public @Nullable String payload() {
    return payload;
  }

  /** The terms of a call, with the hash of what is sent now. */
  public CallOptions callOptions() {
    return callOptions == null ? options().callOptions() : callOptions;
  }

  /** How fast it goes; from its start on. */
  public GroupPace pace() {
    return pace;
  }

  /** How its devices are polled, as far as it is known how long they take to come back. */
  public PollOptions polls() {
    return bootDurations.learned(options().polls());
  }

  /** A device came back that long after its answer. */
  public void bootTook(Duration time) {
    bootDurations.add(time);
  }

  public CheckFindings checkFindings() {
    return checkFindings;
  }

  /** Who is disconnected, where its options count those. */
  public DisconnectedDevices disconnected() {
    return disconnected;
  }

  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** When it started, in steady time; null before it has. */
  public @Nullable Instant began() {
    return began;
  }

  /** Who cancelled it. */
  public String cancelledBy() {
    return cancelledBy;
  }

  public boolean isOf(String ofRun, String ofStep) {
    return run.equals(ofRun) && step.equals(ofStep);
  }

  public boolean isSettled() {
    return state.phase() == GroupState.Phase.SETTLED;
  }

  /** Whether its list of devices is open still. */
  public boolean isCollecting() {
    return state.phase() == GroupState.Phase.COLLECTING;
  }

  /** Whether other devices may join it. */
  public boolean mayGrow() {
    return isCollecting() || follows();
  }

  /** Whether those join it, its list being closed, that its query finds later. */
  public boolean follows() {
    return options().membership() == Membership.FOLLOW && !isCollecting();
  }

  /** All its devices, in the order of their turns; grows with it, and empty once it is settled. */
  public Set<String> targets() {
    return Collections.unmodifiableSet(targets);
  }

  public boolean has(String device) {
    return targets.contains(device);
  }

  /** Whether all the devices that it has so far have their outcome. */
  public boolean areAllSettled() {
    return state.tally().settled() == state.targets();
  }

  /** Whether this group's part in the device is over. */
  public boolean hasSettled(LiveDevice device) {
    return settled.contains(device.id);
  }

  /** Whether this group has called the device, and its reboot is under way. */
  public boolean isRebooting(LiveDevice device) {
    return device.state() instanceof RebootState.InFlight inFlight
        && inFlight.intent().isOf(run, step);
  }

  /** Who of it waits in line, rests, or is taken. */
  public GroupDevices devices() {
    return devices;
  }

  /** Something has happened to it: it is judged before this step ends. */
  public void changed() {
    changed.add(this);
  }

  /** Whether those that have no turn are to be left out. */
  public boolean skipsWaiting() {
    return state.isEnding() || skipReason != null;
  }

  /** Why, where it is for no stop rule and no cancel; null for not. */
  public @Nullable String skipReason() {
    return skipReason;
  }

  /** Nobody of those that have no turn is called any more. */
  public void skipWaiting(String reason) {
    skipReason = reason;
    changed();
  }

  public void apply(GroupEvent event) {
    state = Group.evolve(state, event);
    version++;
    if (event instanceof GroupEvent.TargetsAdded added) {
      targets.addAll(added.devices());
    } else if (event instanceof GroupEvent.GroupStarted started) {
      startedAt = started.at();
      began = steady.of(started.at());
      pace = new GroupPace(started.options().pace());
    } else if (event instanceof GroupEvent.GroupCancelled cancelled) {
      cancelledBy = cancelled.by();
    }
  }

  /** A life begins: the group began by now, and has called nobody later. */
  public void begin(Instant now) {
    began = began == null ? null : Instants.earlier(began, steady.of(now));
    calledAt = calledAt == null ? null : Instants.earlier(calledAt, now);
    pace.begin(now);
  }

  /** A device was called; those of a journal come in any order. */
  public void called(Instant at) {
    calledAt = calledAt == null || at.isAfter(calledAt) ? at : calledAt;
  }

  /** The chain has come to the group, for the first time in its pass. */
  public void attach() {
    if (!attached && calledAt != null) {
      pace.calledAt(calledAt);
    }
    attached = true;
  }

  /** The chain has given its run back: what it had brought along is gone with it. */
  public void detach() {
    attached = false;
    disconnected.forget();
  }

  public boolean isAttached() {
    return attached;
  }

  /** Counts a device's outcome. */
  public void apply(LiveDevice device, RebootEvent outcome) {
    state = Group.evolve(state, outcome);
    settled.add(device.id);
    if (outcome.outcome() == Outcome.CONFIRMED) {
      pace.confirmed(outcome.at());
    }
  }

  /** Lets go of what only an open group needs. */
  public void forget() {
    targets.clear();
    settled.clear();
    devices.clear();
    checkFindings.clear();
    payload = null;
    callOptions = null;
  }
}
