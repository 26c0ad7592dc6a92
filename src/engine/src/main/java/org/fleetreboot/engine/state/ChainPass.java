package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way of a run through its chain. A chain that gives its run back begins anew, as after a
 * restart: what one pass began is nothing to the next one.
 */
public final class ChainPass {
  private final Set<String> reached = new HashSet<>();

  /** New steps that wait until the chain has come back to those it had started before. */
  private final List<StepRequest> held = new ArrayList<>();

  /** Steps that have become something else, until somebody resumes the run. */
  private final List<StepRequest> changed = new ArrayList<>();

  private boolean handedOver;
  private boolean anyOrder;
  private @Nullable String away;
  private @Nullable String divergence;

  /** The chain has got the run. */
  public void handOver() {
    handedOver = true;
    away = null;
  }

  public boolean isHandedOver() {
    return handedOver;
  }

  /** The chain has come to the step. */
  public void reach(String step) {
    reached.add(step);
  }

  boolean hasReached(String step) {
    return reached.contains(step);
  }

  /** The step is new: it waits for those that were started before. */
  public void hold(StepRequest request) {
    held.add(request);
  }

  public List<StepRequest> takeHeld() {
    return take(held);
  }

  /** The step has become another kind: it waits until somebody resumes the run. */
  public void change(StepRequest request) {
    changed.add(request);
  }

  public List<StepRequest> takeChanged() {
    return take(changed);
  }

  private static List<StepRequest> take(List<StepRequest> waiting) {
    List<StepRequest> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** Whether a person has accepted that the chain comes to its steps in another order. */
  public boolean mayComeInAnyOrder() {
    return anyOrder;
  }

  /** No route has the run; the sentence has its address left out. */
  public void lose(String why) {
    away = why;
  }

  /** What there is to say while no route has the run; null for nothing. */
  public @Nullable String away() {
    return away;
  }

  /** The route is another than the one that the run began with. */
  public void diverge(String how) {
    divergence = how;
  }

  /** In what the route is another; null for nothing known, or nothing that nobody accepted. */
  public @Nullable String divergence() {
    return divergence;
  }

  /** A person goes on with the run as its route is now. */
  public void acceptDivergence() {
    // A step that has become another kind is no matter of order.
    anyOrder |= changed.isEmpty();
    divergence = null;
  }
}
