package org.fleetreboot.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.workflow.Run;
import org.fleetreboot.workflow.RunEvent;
import org.fleetreboot.workflow.RunState;
import org.jspecify.annotations.Nullable;

/** One run in the memory of the engine. */
final class RunSlot {
  final String id;
  private RunState state = RunState.INITIAL;
  private int version;

  /** Whether its chain has got it in this life of the engine. */
  boolean handedOver;

  /** Whether it began in an earlier life. */
  boolean resumed;

  /** The steps that the chain has come to in this life. */
  final Set<String> reached = new HashSet<>();

  /** New steps that wait until the chain has come back to those it had started before. */
  final List<Runnable> held = new ArrayList<>();

  /** Whether a person has accepted that the chain comes to its steps in another order. */
  boolean anyOrder;

  /** In what its route is another than the one it began with; null for nothing known. */
  @Nullable String divergence;

  /** When anything of it was last recorded. */
  @Nullable Instant movedAt;

  RunSlot(String id) {
    this.id = id;
  }

  RunState state() {
    return state;
  }

  long version() {
    return version;
  }

  StreamId stream() {
    return StreamId.run(id);
  }

  /** Whether its devices may be called. */
  boolean mayCall() {
    return state.isOpen() && !state.paused() && !state.cancelled();
  }

  /** The steps started in an earlier life that the chain has not come back to. */
  List<String> missing() {
    return state.steps().keySet().stream().filter(step -> !reached.contains(step)).toList();
  }

  void apply(RunEvent event) {
    state = Run.evolve(state, event);
    version++;
  }
}
