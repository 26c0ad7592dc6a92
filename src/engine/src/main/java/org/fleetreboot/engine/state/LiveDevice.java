package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.HubStreams;
import org.fleetreboot.journal.RestingDevice;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.EpochNanos;
import org.fleetreboot.workflow.device.Call;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.device.Sharing;
import org.jspecify.annotations.Nullable;

/** One device in the memory of the engine: its state, and the groups that want it. */
public final class LiveDevice extends PolledDevice {
  public final String id;
  private RebootState state = RebootState.INITIAL;
  private int version;

  /** The group that holds a turn for it or has called it; null for none. */
  private @Nullable LiveGroup holder;

  /** Groups that wait until it is free. */
  private List<LiveGroup> wanting = List.of();

  /** How many turns in a row led to nothing. */
  private int emptyTurns;

  /** How often in a row the hub refused its twin in a turn. */
  private byte refusedTwins;

  /** Its place among the devices that are down; see {@link DownDevices}. */
  private int placeAmongDown = -1;

  /** See {@link #connectedAt()}, as in {@link EpochNanos}. */
  private long connectedAt = EpochNanos.NONE;

  private final SteadyTime steady;

  /**
   * When its deadline was set, by the clock of that moment, as in {@link EpochNanos}; none before
   * its first call.
   */
  private long deadlineSetAt = EpochNanos.NONE;

  /** By how much the clock had been moved at that moment. */
  private Duration movedBefore = Duration.ZERO;

  public LiveDevice(String id, SteadyTime steady) {
    this.id = id;
    this.steady = steady;
  }

  /** Converts a time by the current clock to the clock that set the deadline of its last call. */
  public Instant byClockOfCall(Instant byClock) {
    return byClock.minus(movedSince());
  }

  /** Converts a deadline of its last call to the current clock. */
  public Instant byClock(Instant deadline) {
    return deadline.plus(movedSince());
  }

  /** Whether it has not come back from a reboot, but still may. */
  public boolean isLost(Instant now) {
    return state instanceof RebootState.Doubtful doubtful
        && now.isBefore(byClock(doubtful.watchUntil()));
  }

  private Duration movedSince() {
    return steady.moved().minus(movedBefore);
  }

  /** The engine starts. If the deadline was set later than now, the clock was set back since. */
  void begin(Instant now) {
    Instant set = EpochNanos.nullable(deadlineSetAt);
    if (set != null && now.isBefore(set)) {
      movedBefore = steady.moved().plus(Duration.between(now, set));
    }
  }

  /** As its snapshot keeps it. */
  RestingDevice atRest() {
    return new RestingDevice(state, EpochNanos.nullable(deadlineSetAt));
  }

  /**
   * Takes over what its snapshot keeps.
   *
   * @param begun when the engine started
   * @param known what no event records; null for nothing
   */
  void restore(
      RestingStates.Device kept, @Nullable Instant begun, UnrecordedTimes.@Nullable Times known) {
    state = kept.device().state();
    version = Math.toIntExact(kept.version());
    Instant set = kept.device().deadlineSetAt();
    deadlineSetAt = EpochNanos.ofNullable(set);
    if (known != null) {
      connectedAt = EpochNanos.ofNullable(known.connectedAt());
      movedBefore = known.movedBefore();
    } else if (begun != null && set != null && begun.isBefore(set)) {
      movedBefore = Duration.between(begun, set);
    }
  }

  /** What no event records. */
  UnrecordedTimes.Times unrecorded() {
    Instant named = busyUntil();
    return new UnrecordedTimes.Times(
        connectedAt(), movedBefore, named == null ? null : steady.of(named));
  }

  /** Whether nothing is under way, and no group waits for it. */
  boolean isAtRest(Instant now) {
    boolean isOver =
        state instanceof RebootState.Idle
            || (state instanceof RebootState.Doubtful && !isLost(now) && !isPolled());
    return isOver
        && holder == null
        && wanting.isEmpty()
        && state.past().runs().isEmpty()
        && state.past().deferrals().isEmpty();
  }

  public @Nullable LiveGroup holder() {
    return holder;
  }

  /** Whether a group holds a turn for it or has called it. */
  public boolean isHeld() {
    return holder != null;
  }

  void heldBy(LiveGroup group) {
    holder = group;
  }

  /** The group is done with it. */
  public void letGoBy(LiveGroup group) {
    if (holder == group) {
      holder = null;
    }
  }

  /** The group waits until it is free. */
  public void wantedBy(LiveGroup group) {
    List<LiveGroup> more = new ArrayList<>(wanting);
    more.add(group);
    wanting = more;
  }

  /** Takes the groups that wait for it; none while it is held. */
  public List<LiveGroup> takeWanting() {
    if (isHeld()) {
      return List.of();
    }
    List<LiveGroup> all = wanting;
    wanting = List.of();
    return all;
  }

  /** Counts a turn that led to nothing; returns how many there were in a row. */
  public int countEmptyTurn() {
    return ++emptyTurns;
  }

  /** Counts a turn in which the hub refused its twin; returns how many there were in a row. */
  public int countRefusedTwin() {
    if (refusedTwins < Byte.MAX_VALUE) {
      refusedTwins++;
    }
    return refusedTwins;
  }

  /** Its twin could be read in a turn. */
  public void twinRead() {
    refusedTwins = 0;
  }

  /** A group is done with it: the counts begin again for the next group. */
  public void settled() {
    emptyTurns = 0;
    refusedTwins = 0;
  }

  /** It was seen to be connected, or not. */
  public void seen(boolean connected, Instant now) {
    connectedAt = connected ? EpochNanos.of(steady.of(now)) : EpochNanos.NONE;
  }

  /**
   * When it was last seen connected, in steady time; null if it was last seen disconnected, or has
   * not been seen since the engine started.
   */
  @Nullable Instant connectedAt() {
    return EpochNanos.nullable(connectedAt);
  }

  int placeAmongDown() {
    return placeAmongDown;
  }

  void placedAmongDown(int place) {
    placeAmongDown = place;
  }

  /** Which step is rebooting it, for people. */
  public String busyIn() {
    Call call = state instanceof RebootState.InFlight ? state.call() : null;
    String step = call == null ? holder == null ? "another" : holder.step : call.step();
    String run = call == null ? holder == null ? "another" : holder.run : call.run();
    return "step " + step + " of run " + run + " is rebooting it";
  }

  public RebootState state() {
    return state;
  }

  /** That of its id, so that a table of devices needs no other hash. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }

  long version() {
    return version;
  }

  public StreamId stream(HubStreams streams) {
    return streams.device(id);
  }

  /** Forgets a run that is over. */
  void forget(String run) {
    state = state.with(state.past().without(run));
  }

  /**
   * When its next turn may come after a call that started nothing; null if it waits for no such
   * time.
   */
  public @Nullable Instant notBefore() {
    return state instanceof RebootState.Retrying retrying ? byClock(retrying.notBefore()) : null;
  }

  /**
   * Until when it asked not to be called, in a step that has given up on it; null if it did not
   * ask.
   */
  public @Nullable Instant busyUntil() {
    Instant named = state.past().busyUntil();
    return named == null ? null : byClock(named);
  }

  private boolean setsDeadline(RebootEvent event) {
    return event instanceof RebootEvent.InvocationIntended
        || event instanceof RebootEvent.Accepted
        || event instanceof RebootEvent.AnswerLost
        || event instanceof RebootEvent.NotDelivered
        || event instanceof RebootEvent.Busy
        || event instanceof RebootEvent.CameBack
        || event instanceof RebootEvent.RebootedAgain
        || (event.outcome() != null && isOfItsCall(event));
  }

  /**
   * Whether the event belongs to the step whose call is under way: another step may settle the
   * device meanwhile.
   */
  private boolean isOfItsCall(RebootEvent event) {
    Call call = state.call();
    return call != null && call.isOf(event.run(), event.step());
  }

  void apply(RebootEvent event, Sharing sharing) {
    if (setsDeadline(event)) {
      deadlineSetAt = EpochNanos.of(event.at());
      movedBefore = steady.moved();
    }
    state = Reboot.evolve(state, event).sharing(sharing);
    version++;
  }
}
