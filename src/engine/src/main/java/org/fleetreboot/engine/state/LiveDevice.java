package org.fleetreboot.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.device.Reboot;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** One device in the memory of the engine: its state, and which groups want it. */
public final class LiveDevice {
  public final String id;
  private RebootState state = RebootState.INITIAL;
  private int version;

  /** The group that holds a turn for it, or has called it; null for none. */
  private @Nullable LiveGroup holder;

  /** Groups that wait until it is free. */
  private List<LiveGroup> wanting = List.of();

  /** How many turns in a row came to nothing. */
  private int emptyTurns;

  /** How many of its twins in a row the hub refused to a turn. */
  private int refusedTwins;

  /**
   * When it was seen to be connected last, in steady time; null when it was not, or not in this
   * life.
   */
  private @Nullable Instant connectedAt;

  private final SteadyTime steady;

  /** When its deadline was set, by the clock of then; null before its first call. */
  private @Nullable Instant deadlineSetAt;

  /** By how much the clock had been moved then. */
  private Duration movedBefore = Duration.ZERO;

  public LiveDevice(String id, SteadyTime steady) {
    this.id = id;
    this.steady = steady;
  }

  /** That time, by the clock that set the deadline of its last call. */
  public Instant byClockOfCall(Instant byClock) {
    return byClock.minus(movedSince());
  }

  /** The reverse: a deadline of its last call, by the clock of now. */
  public Instant byClock(Instant deadline) {
    return deadline.plus(movedSince());
  }

  /** Whether it is not back from a reboot, and may be yet. */
  public boolean isLost(Instant now) {
    return state instanceof RebootState.Doubtful doubtful
        && now.isBefore(byClock(doubtful.watchUntil()));
  }

  private Duration movedSince() {
    return steady.moved().minus(movedBefore);
  }

  /** A life begins: its deadline was set by now. */
  public void begin(Instant now) {
    if (deadlineSetAt != null && now.isBefore(deadlineSetAt)) {
      movedBefore = steady.moved().plus(Duration.between(now, deadlineSetAt));
    }
  }

  public @Nullable LiveGroup holder() {
    return holder;
  }

  /** Whether a group holds a turn for it, or has called it. */
  public boolean isHeld() {
    return holder != null;
  }

  void heldBy(LiveGroup group) {
    holder = group;
  }

  /** The group has nothing to do with it any more. */
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

  /** Those that wait until it is free, and wait no longer; none while it is not. */
  public List<LiveGroup> takeWanting() {
    if (isHeld()) {
      return List.of();
    }
    List<LiveGroup> all = wanting;
    wanting = List.of();
    return all;
  }

  /** A turn came to nothing; returns how many in a row. */
  public int countEmptyTurn() {
    return ++emptyTurns;
  }

  /** The hub refused its twin to a turn; returns how often in a row. */
  public int countRefusedTwin() {
    return ++refusedTwins;
  }

  /** Its twin could be read in a turn. */
  public void twinRead() {
    refusedTwins = 0;
  }

  /** A group is done with it: for the next one it begins anew. */
  public void settled() {
    emptyTurns = 0;
    refusedTwins = 0;
  }

  /** Somebody has seen whether it is connected. */
  public void seen(boolean connected, Instant now) {
    connectedAt = connected ? steady.of(now) : null;
  }

  @Nullable Instant connectedAt() {
    return connectedAt;
  }

  /** Who is rebooting it, for people. */
  public String busyIn() {
    InvocationIntended call = state instanceof RebootState.InFlight ? state.intent() : null;
    String step = call == null ? holder == null ? "another" : holder.step : call.step();
    String run = call == null ? holder == null ? "another" : holder.run : call.run();
    return "step " + step + " of run " + run + " is rebooting it";
  }

  public RebootState state() {
    return state;
  }

  long version() {
    return version;
  }

  public StreamId stream(String hub) {
    return StreamId.device(hub, id);
  }

  /** Lets go of a run that is over. */
  public void forget(String run) {
    state = state.with(state.past().without(run));
  }

  /** When its next turn may come after a call that started nothing; null when it waits for none. */
  public @Nullable Instant notBefore() {
    return state instanceof RebootState.Retrying retrying ? byClock(retrying.notBefore()) : null;
  }

  /** Until when it asked not to be called, in a step that has given it up; null for no time. */
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

  /** Another step may be done with the device while its call is under way. */
  private boolean isOfItsCall(RebootEvent event) {
    InvocationIntended intent = state.intent();
    return intent != null && intent.isOf(event.run(), event.step());
  }

  public void apply(RebootEvent event) {
    if (setsDeadline(event)) {
      deadlineSetAt = event.at();
      movedBefore = steady.moved();
    }
    state = Reboot.evolve(state, event);
    version++;
  }
}
