package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.Target;

/** The routes of the chains: each chain has at most one, which takes its open runs. */
public final class ChainRoutes {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainReplay replay;
  private final ChainSteps steps;
  private final Map<String, Consumer<OpenRun>> chains = new HashMap<>();

  /** The chains whose route has stopped and has not started again. */
  private final Set<String> stopped = new HashSet<>();

  /** Whether all routes have started; before that, a run without a route may still get one. */
  private boolean allStarted;

  private boolean draining;

  public ChainRoutes(EventRecorder recorder, Fleet fleet, ChainReplay replay, ChainSteps steps) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.replay = replay;
    this.steps = steps;
  }

  /** The chain has a route, which takes its open runs. */
  public void begin(String chain, Consumer<OpenRun> route) {
    if (chains.putIfAbsent(chain, route) != null) {
      throw new IllegalStateException(
          "Two routes begin with reboot-run:" + chain + ". A run goes through one of them only.");
    }
    stopped.remove(chain);
    fleet.runs().forEach(this::handOver);
  }

  /** All routes of the program have started. */
  public void started(Instant now) {
    if (allStarted) {
      return;
    }
    allStarted = true;
    for (LiveRun run : fleet.runs()) {
      if (run.state().isOpen() && !run.pass().isHandedOver()) {
        replay.expectHandOver(run, now);
      }
    }
  }

  /** A run was accepted: its route takes it, or must do so in time. */
  void take(LiveRun run, Instant now) {
    handOver(run);
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted != null && stopped.contains(accepted.chain())) {
      replay.expectReload(run, now);
    } else if (allStarted && !run.pass().isHandedOver()) {
      replay.expectHandOver(run, now);
    }
  }

  /** The route has stopped: the runs under way in it begin anew in the next one. */
  public void stop(String chain, Instant now) {
    chains.remove(chain);
    if (!draining) {
      stopped.add(chain);
    }
    for (LiveRun run : fleet.runs()) {
      RunEvent.RunAccepted accepted = run.state().accepted();
      if (accepted != null
          && accepted.chain().equals(chain)
          && run.pass().isHandedOver()
          && run.state().isOpen()) {
        run.giveBack();
        steps.leave(run);
        if (!draining) {
          replay.expectReload(run, now);
        }
      }
    }
  }

  /** The program ends: no stopped route is expected to start again. */
  public void drain() {
    draining = true;
  }

  private void handOver(LiveRun run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null || !run.state().isOpen() || run.pass().isHandedOver()) {
      return;
    }
    Consumer<OpenRun> route = chains.get(accepted.chain());
    if (route == null) {
      return;
    }
    run.pass().handOver();
    List<Target> kept = run.takeTargets();
    boolean resumed = run.hasBegunBefore();
    OpenRun open =
        new OpenRun(
            run.id, accepted.chain(), List.of(), accepted.options(), accepted.message(), resumed);
    recorder.effect(
        new Effect.HandOver(route, open, kept.size() == accepted.targets() ? kept : null));
  }
}
