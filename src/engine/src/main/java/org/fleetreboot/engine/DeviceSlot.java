package org.fleetreboot.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Reboot;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.fleetreboot.workflow.RebootState;
import org.jspecify.annotations.Nullable;

/** One device in the memory of the engine: its state, and when it is polled next. */
final class DeviceSlot {
  final String id;
  private RebootState state = RebootState.INITIAL;
  private int version;

  /** When it is polled next; null while nobody waits for its marker. */
  @Nullable Instant lookAt;

  /** By how much the clock was moved since its deadline was set: it holds by the clock of then. */
  Duration clockMoved = Duration.ZERO;

  /** How many polls of this reboot saw no change. */
  int looks;

  /** The poll under way, 0 for none. */
  long lease;

  /** The group that holds a turn for it, or has called it; null for none. */
  @Nullable RolloutSlot holder;

  /** How many turns in a row came to nothing. */
  int emptyTurns;

  /** How many of its twins in a row the hub refused to a turn. */
  int refusedTwins;

  /** The tags that relate it to other devices, as its twin said last. */
  Map<String, String> tags = Map.of();

  /** When it was seen to be connected last; null when it was not, or not in this life. */
  @Nullable Instant connectedAt;

  /** Groups that wait until it is free. */
  private List<RolloutSlot> wanting = List.of();

  DeviceSlot(String id) {
    this.id = id;
  }

  void wanted(RolloutSlot by) {
    List<RolloutSlot> more = new ArrayList<>(wanting);
    more.add(by);
    wanting = more;
  }

  List<RolloutSlot> takeWanting() {
    List<RolloutSlot> all = wanting;
    wanting = List.of();
    return all;
  }

  /** Who is rebooting it, for people. */
  String busyIn() {
    InvocationIntended call = state instanceof RebootState.InFlight ? state.intent() : null;
    String step = call == null ? holder == null ? "another" : holder.step : call.step();
    String run = call == null ? holder == null ? "another" : holder.run : call.run();
    return "step " + step + " of run " + run + " is rebooting it";
  }

  RebootState state() {
    return state;
  }

  long version() {
    return version;
  }

  StreamId stream(String hub) {
    return StreamId.device(hub, id);
  }

  /** Lets go of a run that is over. */
  void forget(String run) {
    state = state.with(state.past().without(run));
  }

  /** When its next turn may come after a call that started nothing; null when it waits for none. */
  @Nullable Instant notBefore() {
    return state instanceof RebootState.Retrying retrying
        ? retrying.notBefore().plus(clockMoved)
        : null;
  }

  /** Until when it asked not to be called, in a step that has given it up; null for no time. */
  @Nullable Instant busyUntil() {
    Instant named = state.past().busyUntil();
    return named == null ? null : named.plus(clockMoved);
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

  void apply(RebootEvent event) {
    if (setsDeadline(event)) {
      clockMoved = Duration.ZERO;
    }
    state = Reboot.evolve(state, event);
    version++;
  }
}
