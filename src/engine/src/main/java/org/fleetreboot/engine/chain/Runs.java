package org.fleetreboot.engine.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunIdTaken;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** The runs: accepted once, handed to their chains, their steps answered, taken up again. */
public final class Runs {
  /** However slow the machine: when no chain has begun by then, none is left. */
  private static final Duration START = Duration.ofMinutes(5);

  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainReplay replay;
  private final ChainSteps steps;
  private final DueTimes<Timer> timers;
  private final Map<String, Consumer<OpenRun>> chains = new HashMap<>();

  /** Those whose route has stopped, and that no other has taken since. */
  private final Set<String> stopped = new HashSet<>();

  /**
   * Routes begin together, when all are started, and that takes a slow machine longer than any
   * patience: only then a run that nobody takes has lost its route.
   */
  private boolean chainsHaveBegun;

  private boolean draining;

  public Runs(
      EventRecorder recorder,
      Fleet fleet,
      ChainReplay replay,
      ChainSteps steps,
      DueTimes<Timer> timers) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.replay = replay;
    this.steps = steps;
    this.timers = timers;
  }

  public RunReceipt accept(RunRequest request, Instant now) {
    requireSameOptions(request);
    RunReceipt receipt = record(request, now);
    LiveRun run = fleet.run(request.run());
    handOver(run);
    if (stopped.contains(request.chain())) {
      replay.expectReload(run, now);
    } else if (chainsHaveBegun && !run.pass().isHandedOver()) {
      replay.expectHandOver(run, now);
    }
    return receipt;
  }

  /** The same, unless a run of the chain is under way. */
  public RunReceipt acceptAlone(RunRequest request, Instant now) {
    requireSameOptions(request);
    for (LiveRun run : fleet.runs()) {
      RunEvent.RunAccepted accepted = run.state().accepted();
      if (accepted != null
          && run.state().isOpen()
          && accepted.chain().equals(request.chain())
          && !run.id.equals(request.run())) {
        return leaveOut(request, "run " + run.id + " of the chain was still open", now);
      }
    }
    return accept(request, now);
  }

  /** A run that is known already is left as it is. */
  public RunReceipt leaveOut(RunRequest request, String reason, Instant now) {
    RunReceipt receipt = record(request, now);
    if (!receipt.isNew()) {
      return receipt;
    }
    LiveRun run = fleet.run(request.run());
    recorder.record(run, Run.decide(run.state(), new RunCommand.Skip(now, reason)));
    return new RunReceipt(run.id, true, run.state().outcome());
  }

  private RunReceipt record(RunRequest request, Instant now) {
    LiveRun run = fleet.run(request.run());
    RunEvent.RunAccepted known = run.state().accepted();
    if (known != null && !isSame(known, request)) {
      throw new RunIdTaken(known);
    }
    List<RunEvent> events =
        Run.decide(
            run.state(),
            new RunCommand.Accept(
                request.run(),
                request.chain(),
                recorder.hub,
                now,
                request.trigger(),
                request.by(),
                request.targets(),
                request.options(),
                request.message(),
                request.content(),
                request.retry()));
    recorder.record(run, events);
    return new RunReceipt(run.id, !events.isEmpty(), run.state().outcome());
  }

  /** The options of a run are those that it began with; others would be dropped in silence. */
  private void requireSameOptions(RunRequest request) {
    RunEvent.RunAccepted known = fleet.run(request.run()).state().accepted();
    if (known != null && isSame(known, request) && !known.options().equals(request.options())) {
      throw RunIdTaken.withOtherOptions(known);
    }
  }

  /** A query asked again may find others; another list by another trigger is another run. */
  private boolean isSame(RunEvent.RunAccepted known, RunRequest request) {
    boolean sameTrigger = request.trigger().equals(known.trigger());
    return known.chain().equals(request.chain())
        && known.hub().equals(recorder.hub)
        && (request.retry() == null || sameTrigger)
        && (!request.hasContent()
            || (sameTrigger && request.trigger().standsForOneRun())
            || Objects.equals(request.content(), known.content()));
  }

  public void chain(String chain, Consumer<OpenRun> consumer, Instant now) {
    if (chains.putIfAbsent(chain, consumer) != null) {
      throw new IllegalStateException(
          "Two routes begin with reboot-run:" + chain + ". A run goes through one of them only.");
    }
    stopped.remove(chain);
    fleet.runs().forEach(this::handOver);
    chainsBegin(now);
  }

  /** The program has started, with the runs that the last one left open. */
  public void begin(Instant now) {
    for (LiveRun run : fleet.runs()) {
      if (run.state().isOpen()) {
        timers.add(now.plus(START), this::chainsBegin);
        return;
      }
    }
  }

  private void chainsBegin(Instant now) {
    if (chainsHaveBegun) {
      return;
    }
    chainsHaveBegun = true;
    for (LiveRun run : fleet.runs()) {
      if (run.state().isOpen() && !run.pass().isHandedOver()) {
        replay.expectHandOver(run, now);
      }
    }
  }

  /** The route has stopped: the runs that are under way in it begin anew in the next one. */
  public void forgetChain(String chain, Instant now) {
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

  /** The program ends: no route comes back in this life of it. */
  public void drain() {
    draining = true;
  }

  private void handOver(LiveRun run) {
    RunEvent.RunAccepted accepted = run.state().accepted();
    if (accepted == null || !run.state().isOpen() || run.pass().isHandedOver()) {
      return;
    }
    Consumer<OpenRun> consumer = chains.get(accepted.chain());
    if (consumer == null) {
      return;
    }
    run.pass().handOver();
    List<String> kept = run.takeTargets();
    boolean resumed = run.hasBegunBefore();
    OpenRun open =
        new OpenRun(
            run.id, accepted.chain(), List.of(), accepted.options(), accepted.message(), resumed);
    recorder.effect(
        new Effect.HandOver(consumer, open, kept.size() == accepted.targets() ? kept : null));
  }

  public void end(String id, @Nullable String error, Instant now) {
    LiveRun run = fleet.acceptedRun(id);
    recorder.record(run, Run.decide(run.state(), new RunCommand.End(now, error)));
  }
}
