package org.fleetreboot.engine.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a run through its chain. When the chain gives the run back, as when its route stops,
 * the next pass starts from the beginning, as after a restart. Nothing that an earlier pass began
 * counts in it.
 */
public final class ChainPass {
  private final Set<String> reached = new HashSet<>();

  /** New steps that wait until the chain has reached the steps that were started before. */
  private final List<StepRequest> held = new ArrayList<>();

  /** Steps whose kind has changed. They wait until a person resumes the run. */
  private final List<StepRequest> changed = new ArrayList<>();

  private boolean handedOver;
  private boolean anyOrder;
  private @Nullable String whyNoRoute;
  private @Nullable String divergence;

  /** The chain has received the run. */
  public void handOver() {
    handedOver = true;
    whyNoRoute = null;
  }

  public boolean isHandedOver() {
    return handedOver;
  }

  /** The chain has reached the step. */
  public void reach(String step) {
    reached.add(step);
  }

  boolean hasReached(String step) {
    return reached.contains(step);
  }

  /** The run is over: no step is expected any more. */
  void forgetReached() {
    reached.clear();
  }

  /** Holds a new step until the chain has reached the steps that were started before. */
  public void hold(StepRequest request) {
    held.add(request);
  }

  public List<StepRequest> takeHeld() {
    return take(held);
  }

  /** Keeps a step whose kind has changed until a person resumes the run. */
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

  /** Whether a person has accepted a changed order of the steps. */
  public boolean mayComeInAnyOrder() {
    return anyOrder;
  }

  /**
   * No route has taken the run.
   *
   * @param why a sentence for people, with {@code %s} in place of the address of the chain
   */
  public void routeMissing(String why) {
    whyNoRoute = why;
  }

  /** Why no route has the run, as given to {@link #routeMissing}; null if that was not said. */
  public @Nullable String whyNoRoute() {
    return whyNoRoute;
  }

  /** The chain differs from the one that the run began with. */
  public void diverge(String how) {
    divergence = how;
  }

  /** How the chain differs; null if no difference is known, or a person has accepted it. */
  public @Nullable String divergence() {
    return divergence;
  }

  /** A person continues the run with the chain as it is now. */
  public void acceptDivergence() {
    // A change of the order is not accepted along with a change of a step's kind.
    anyOrder |= changed.isEmpty();
    divergence = null;
  }
}
