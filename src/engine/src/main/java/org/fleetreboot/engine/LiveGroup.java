package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/** One group in the memory of the engine: its state, and who of it waits, flies, or rests. */
final class LiveGroup {
  final String run;
  final String step;
  private GroupState state = GroupState.INITIAL;
  private final SteadyTime steady;
  private int version;

  /** All devices of the group, in the order of their turns; emptied when it is settled. */
  final Set<String> targets = new LinkedHashSet<>();

  /** Those of them that have an outcome. */
  private final Set<String> settled = new HashSet<>();

  /** Those that wait for their turn. */
  final ArrayDeque<LiveDevice> pending = new ArrayDeque<>();

  /** Those that wait for something else first: a retry time, or another group's reboot. */
  final Set<LiveDevice> resting = new LinkedHashSet<>();

  /** Those between their turn and their outcome. */
  final Set<LiveDevice> flying = new HashSet<>();

  /** Those whose check has said yes, and that have not been called. */
  final Set<LiveDevice> admitted = new HashSet<>();

  /** Whether the chain has come to this step, and has not given its run back. */
  private boolean attached;

  /** Whether somebody is asking the source for its devices right now. */
  boolean sourceAsked;

  /** Where its devices come from; null while no chain has come to it. */
  @Nullable TargetSource source;

  /** Who is disconnected, where its options count those. */
  final DisconnectedDevices disconnected = new DisconnectedDevices(targets);

  /** Who is connected, and says nothing. */
  final QuietDevices quiet = new QuietDevices();

  /** Who tells that; null where nobody has to. */
  @Nullable DisconnectedSource disconnectedSource;

  /** Whether a timer will ask its query again. */
  boolean followPlanned;

  /** Whether its query was asked when all were settled, and found nobody else. */
  boolean nobodyElse;

  /** Whether a timer will poll its closed window again. */
  boolean watchingWindow;

  /** Why devices without a turn are left out, though no stop rule is broken; null for not. */
  @Nullable String leaveOutReason;

  @Nullable Instant startedAt;

  /** The same in steady time. */
  @Nullable Instant began;

  /** Since when the check of a device has said "not now", in steady time; of this life alone. */
  final Map<LiveDevice, Instant> notNow = new HashMap<>();

  /** When it called a device last; null while it has called none. */
  private @Nullable Instant calledAt;

  /** Who cancelled it. */
  String cancelledBy = "";

  /** How long its devices took to come back. */
  final BootDurations returns = new BootDurations();

  private GroupPace pace = new GroupPace(Pace.DEFAULT);
  private @Nullable String payload;
  private @Nullable CallOptions callOptions;

  LiveGroup(String run, String step, SteadyTime steady) {
    this.run = run;
    this.step = step;
    this.steady = steady;
  }

  GroupState state() {
    return state;
  }

  long version() {
    return version;
  }

  StreamId stream(String hub) {
    return StreamId.group(hub, run, step);
  }

  GroupOptions options() {
    GroupOptions options = state.options();
    return options == null ? GroupOptions.DEFAULT : options;
  }

  /** Sends this payload with each call; the options were frozen with the first one's hash. */
  void carry(@Nullable String sent) {
    payload = sent;
    callOptions = Payloads.hashed(options(), sent).callOptions();
  }

  @Nullable String payload() {
    return payload;
  }

  /** The terms of a call, with the hash of what is sent now. */
  CallOptions callOptions() {
    return callOptions == null ? options().callOptions() : callOptions;
  }

  /** How fast it goes; from its start on. */
  GroupPace pace() {
    return pace;
  }

  boolean isSettled() {
    return state.phase() == GroupState.Phase.SETTLED;
  }

  /** Whether its list of devices is open still. */
  boolean isCollecting() {
    return state.phase() == GroupState.Phase.COLLECTING;
  }

  /** Whether other devices may join it. */
  boolean mayGrow() {
    return isCollecting() || follows();
  }

  /** Whether those join it, its list being closed, that its query finds later. */
  boolean follows() {
    return options().membership() == Membership.FOLLOW && !isCollecting();
  }

  /** Whether this group's part in the device is over. */
  boolean hasSettled(LiveDevice device) {
    return settled.contains(device.id);
  }

  /** Whether this group has called the device, and its reboot is under way. */
  boolean isRebooting(LiveDevice device) {
    return device.state() instanceof RebootState.InFlight inFlight
        && inFlight.intent().run().equals(run)
        && inFlight.intent().step().equals(step);
  }

  void apply(GroupEvent event) {
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
  void begin(Instant now) {
    began = began == null ? null : Instants.earlier(began, steady.of(now));
    calledAt = calledAt == null ? null : Instants.earlier(calledAt, now);
    pace.begin(now);
  }

  /** A device was called; those of a journal come in any order. */
  void called(Instant at) {
    calledAt = calledAt == null || at.isAfter(calledAt) ? at : calledAt;
  }

  /** The chain has come to the group, for the first time in its pass. */
  void attach() {
    if (!attached && calledAt != null) {
      pace.calledAt(calledAt);
    }
    attached = true;
  }

  /** The chain has given its run back: what it had brought along is gone with it. */
  void detach() {
    attached = false;
    source = null;
    sourceAsked = false;
    followPlanned = false;
    disconnectedSource = null;
    disconnected.forget();
  }

  boolean isAttached() {
    return attached;
  }

  /** Counts a device's outcome. */
  void apply(LiveDevice device, RebootEvent outcome) {
    state = Group.evolve(state, outcome);
    settled.add(device.id);
    if (outcome.outcome() == Outcome.CONFIRMED) {
      pace.confirmed(outcome.at());
    }
  }

  /** Lets go of what only an open group needs. */
  void forget() {
    targets.clear();
    settled.clear();
    pending.clear();
    resting.clear();
    admitted.clear();
    notNow.clear();
    source = null;
    disconnectedSource = null;
    payload = null;
    callOptions = null;
  }
}
