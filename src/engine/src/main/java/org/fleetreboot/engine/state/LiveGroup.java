package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.Set;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
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
  private final LiveHub hub;
  private GroupState state = GroupState.INITIAL;
  private int version;

  /** All devices of the group, in the order of their turns; empty once the group is settled. */
  private final IndexedSet<String> targets = new IndexedSet<>();

  /** The numbers of the devices that have an outcome. */
  private final BitSet settled = new BitSet();

  private final GroupDevices devices = new GroupDevices(this);
  private final CheckFindings checkFindings = new CheckFindings();
  private final DisconnectedDevices disconnected = new DisconnectedDevices(targets);
  private final BootDurations bootDurations = new BootDurations();

  /** Whether the chain has reached this step, and has not given its run back. */
  private boolean attached;

  /**
   * Why devices without a turn are skipped although no stop rule is broken; null if they are not.
   */
  private @Nullable String skipReason;

  private @Nullable Instant startedAt;

  /** When it started, in steady time. */
  private @Nullable Instant began;

  /** When it last called a device; null if it has called none. */
  private @Nullable Instant calledAt;

  private Requester cancelledBy = Requester.PROGRAM;
  private GroupPace pace = new GroupPace(Pace.DEFAULT);
  private @Nullable String payload;
  private @Nullable CallOptions callOptions;

  LiveGroup(String run, String step, LiveHub hub) {
    this.run = run;
    this.step = step;
    this.hub = hub;
  }

  public GroupState state() {
    return state;
  }

  long version() {
    return version;
  }

  public StreamId stream() {
    return hub.streams.group(run, step);
  }

  public LiveHub hub() {
    return hub;
  }

  public GroupOptions options() {
    GroupOptions options = state.options();
    return options == null ? GroupOptions.DEFAULT : options;
  }

  /** Sends this payload with each call. The frozen options hold the hash of the first payload. */
  public void carry(@Nullable String sent) {
    payload = sent;
    callOptions = PayloadHash.hashed(options(), sent).callOptions();
  }

  public @Nullable String payload() {
    return payload;
  }

  /** The options of a call, with the hash of the payload that is sent now. */
  public CallOptions callOptions() {
    return callOptions == null ? options().callOptions() : callOptions;
  }

  /** How fast it may call; valid once it has started. */
  public GroupPace pace() {
    return pace;
  }

  /** How its devices are polled, given what is known about how long they take to come back. */
  public PollOptions polls() {
    return bootDurations.learned(options().polls());
  }

  /** A device came back this long after its answer. */
  public void bootTook(Duration time) {
    bootDurations.add(time);
  }

  public CheckFindings checkFindings() {
    return checkFindings;
  }

  /** Which devices are disconnected, if its options count them. */
  public DisconnectedDevices disconnected() {
    return disconnected;
  }

  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** When it started, in steady time; null if it has not. */
  public @Nullable Instant began() {
    return began;
  }

  /** Who cancelled it. */
  public Requester cancelledBy() {
    return cancelledBy;
  }

  public boolean isOf(String ofRun, String ofStep) {
    return run.equals(ofRun) && step.equals(ofStep);
  }

  public boolean isSettled() {
    return state.phase() == GroupState.Phase.SETTLED;
  }

  /** Whether its list of devices is still open. */
  public boolean isCollecting() {
    return state.phase() == GroupState.Phase.COLLECTING;
  }

  /** Whether devices may still join it. */
  public boolean mayGrow() {
    return isCollecting() || follows();
  }

  /** Whether its list is closed, and devices that its query finds later join it. */
  public boolean follows() {
    return options().membership() == Membership.FOLLOW && !isCollecting();
  }

  /**
   * All its devices, in the order of their turns. It grows with the group, and is empty once the
   * group is settled.
   */
  public Set<String> targets() {
    return Collections.unmodifiableSet(targets);
  }

  public boolean has(String device) {
    return targets.contains(device);
  }

  /** The number of one of its devices, in the order of their turns; -1 for any other device. */
  int number(LiveDevice device) {
    return targets.indexOf(device.id);
  }

  /** Its device of that number. */
  LiveDevice device(int number) {
    return hub.device(targets.get(number));
  }

  /** Whether each of its devices so far has an outcome. */
  public boolean areAllSettled() {
    return state.tally().settled() == state.targets();
  }

  /** Whether the group is done with the device. */
  public boolean hasSettled(LiveDevice device) {
    int number = number(device);
    return number >= 0 && settled.get(number);
  }

  /** Whether the group has called the device and the reboot is under way. */
  public boolean isRebooting(LiveDevice device) {
    return device.state() instanceof RebootState.InFlight inFlight
        && inFlight.call().isOf(run, step);
  }

  /** Which of its devices wait in line, rest, or are taken. */
  public GroupDevices devices() {
    return devices;
  }

  /** Something has happened to it: it is judged before this step ends. */
  public void changed() {
    hub.changed().add(this);
  }

  /** Whether devices without a turn are to be skipped. */
  public boolean skipsWaiting() {
    return state.isEnding() || skipReason != null;
  }

  /** Why, if it is neither for a stop rule nor for a cancellation; null otherwise. */
  public @Nullable String skipReason() {
    return skipReason;
  }

  /** Skips all devices that have no turn, now and later. */
  public void skipWaiting(String reason) {
    skipReason = reason;
    changed();
  }

  void apply(GroupEvent event) {
    state = Group.evolve(state, event);
    version++;
    if (event instanceof GroupEvent.TargetsAdded added) {
      targets.addAll(added.devices());
    } else if (event instanceof GroupEvent.GroupStarted started) {
      startedAt = started.at();
      began = hub.steady().of(started.at());
      pace = new GroupPace(started.options().pace());
    } else if (event instanceof GroupEvent.GroupCancelled cancelled) {
      cancelledBy = cancelled.by();
    }
  }

  /** The engine starts: the group began, and made its last call, no later than now. */
  void begin(Instant now) {
    began = began == null ? null : Instants.earlier(began, hub.steady().of(now));
    calledAt = calledAt == null ? null : Instants.earlier(calledAt, now);
    pace.begin(now);
  }

  /** A device was called. The calls in a journal are read in any order. */
  void called(Instant at) {
    calledAt = calledAt == null || at.isAfter(calledAt) ? at : calledAt;
  }

  /** The chain has reached the group, for the first time in this pass. */
  public void attach() {
    if (!attached && calledAt != null) {
      pace.calledAt(calledAt);
    }
    attached = true;
  }

  /** The chain has given its run back, and what it brought along is gone. */
  public void detach() {
    attached = false;
    disconnected.forget();
  }

  public boolean isAttached() {
    return attached;
  }

  /** Counts the outcome of a device. */
  void apply(LiveDevice device, RebootEvent outcome) {
    state = Group.evolve(state, outcome);
    int number = number(device);
    if (number >= 0) {
      settled.set(number);
    }
    if (outcome.outcome() == Outcome.CONFIRMED) {
      pace.confirmed(outcome.at());
    }
  }

  /** Forgets what only an open group needs. */
  public void forget() {
    targets.clear();
    settled.clear();
    devices.clear();
    checkFindings.clear();
    payload = null;
    callOptions = null;
  }
}
