package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.UnknownHub;
import org.fleetreboot.engine.group.RetryRules;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fact;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.engine.state.PayloadHash;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.GroupState;
import org.fleetreboot.workflow.group.GroupsOfStep;
import org.fleetreboot.workflow.run.PauseKind;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * The steps of chains: each begins when {@link ChainReplay} allows it, and is answered once it is
 * settled.
 */
public final class ChainSteps {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainReplay replay;
  private final OpenSteps openSteps;
  private final Soaks soaks;
  private final Approvals approvals;
  private final Checks checks;
  private final StepTimeouts timeouts;
  private final Map<String, HubWork> hubs;
  private final DueTimes<Timer> timers;

  public ChainSteps(
      EventRecorder recorder,
      Fleet fleet,
      ChainReplay replay,
      OpenSteps openSteps,
      Soaks soaks,
      Approvals approvals,
      Checks checks,
      StepTimeouts timeouts,
      Map<String, HubWork> hubs,
      DueTimes<Timer> timers) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.replay = replay;
    this.openSteps = openSteps;
    this.soaks = soaks;
    this.approvals = approvals;
    this.checks = checks;
    this.timeouts = timeouts;
    this.hubs = hubs;
    this.timers = timers;
  }

  /** Acts on facts: when a group is settled, so is its step. */
  public void on(Fact fact, Instant now) {
    timeouts.on(fact, now);
    if (fact instanceof Fact.OfGroup ofGroup) {
      if (ofGroup.has(GroupEvent.GroupSettled.class)) {
        settle(fleet.run(ofGroup.group().run), ofGroup.group().step, now);
      }
    } else if (fact instanceof Fact.OfRun ofRun) {
      ofRun.events().forEach(event -> on(ofRun.run(), event, now));
    } else if (fact instanceof Fact.StepTimedOut timedOut) {
      timedOut(timedOut.run(), timedOut.step(), now);
    } else if (fact instanceof Fact.StabilityChecked checked) {
      soaks.checked(checked, now);
    }
  }

  private void timedOut(LiveRun run, String step, Instant now) {
    if (openSteps.isOpen(run, step, StepKind.APPROVAL)) {
      approvals.timedOut(run, step, now);
    } else if (openSteps.isOpen(run, step, StepKind.CHECK)) {
      checks.timedOut(run, step, now);
    }
  }

  private void on(LiveRun run, RunEvent event, Instant now) {
    if (event instanceof RunEvent.StepSettled settled) {
      openSteps.answer(run, settled);
      if (run.state().cancelled()) {
        reachAgain(run, run.pass().takeChanged());
      }
    } else if (event instanceof RunEvent.RunCancelled cancelled) {
      openSteps.cancel(run, cancelled.reason(), now);
      reachWaiting(run);
    } else if (event instanceof RunEvent.RunSettled) {
      reachWaiting(run);
    }
  }

  /** The chain of a run has reached a step. */
  public void reach(String id, StepRequest request, Instant now) {
    LiveRun run = fleet.acceptedRun(id);
    String step = request.step();
    if (step.isBlank() || step.indexOf('/') >= 0) {
      // The name of the step is part of the name of a stream.
      throw new IllegalArgumentException(
          "'" + step + "' is not a valid step name; use text without '/'.");
    }
    reach(run, request, now);
  }

  private void reach(LiveRun run, StepRequest request, Instant now) {
    if (replay.begins(run, request, now)) {
      begin(run, request, now);
    }
    if (run.missing().isEmpty()) {
      reachAgain(run, run.pass().takeHeld());
    }
  }

  /** Decides about these steps again, in this step of the engine or the next. */
  private void reachAgain(LiveRun run, List<StepRequest> requests) {
    for (StepRequest request : requests) {
      timers.add(Instant.MIN, run.inThisPass(at -> reach(run, request, at)));
    }
  }

  private void begin(LiveRun run, StepRequest request, Instant now) {
    if (request instanceof StepRequest.OfGroup group) {
      begin(run, group, now);
    } else if (request instanceof StepRequest.OfSoak soak) {
      soaks.begin(run, soak, now);
    } else if (request instanceof StepRequest.OfApproval approval) {
      approvals.begin(run, approval, now);
    } else if (request instanceof StepRequest.OfCheck check) {
      checks.begin(run, check, now);
    } else {
      throw new AssertionError(request);
    }
  }

  private void begin(LiveRun run, StepRequest.OfGroup request, Instant now) {
    String step = request.step();
    Map<String, HubTargets> asked = byName(request.hubs());
    List<String> named = List.copyOf(asked.keySet());
    List<String> frozen =
        openSteps
            .begin(run, RunCommand.StartStep.ofGroup(step, now, named), request.answer())
            .hubs();
    boolean differs = false;
    for (String name : frozen) {
      HubTargets targets = asked.getOrDefault(name, gone(name));
      differs |= attach(run, request, name, targets, frozen.size() > 1, now);
    }
    if (differs) {
      replay.diverge(run, "the payload of step " + step + " is not the one it started with", now);
    }
    if (!Set.copyOf(frozen).equals(asked.keySet())) {
      replay.diverge(
          run,
          "step %s began on %s and is on %s"
              .formatted(step, String.join(", ", frozen), String.join(", ", named)),
          now);
    }
    settle(run, step, now);
  }

  /** Attaches the group on one hub; returns whether its payload is not the one it started with. */
  private boolean attach(
      LiveRun run,
      StepRequest.OfGroup request,
      String name,
      HubTargets targets,
      boolean shared,
      Instant now) {
    HubWork work = work(name);
    LiveGroup group = work.hub().group(run.id, request.step());
    work.groups()
        .attach(
            group,
            PayloadHash.hashed(RetryRules.options(run, request.options()), request.payload()),
            request.payload(),
            new HubTargets(
                name,
                targets.targets(),
                RetryRules.targets(run, work.hub(), targets.source()),
                targets.disconnected()),
            shared,
            now);
    return PayloadHash.differs(group.options(), request.payload());
  }

  /** What the step asks for, by the names of the hubs. */
  private Map<String, HubTargets> byName(List<HubTargets> hubsOfStep) {
    Map<String, HubTargets> byName = new LinkedHashMap<>();
    for (HubTargets targets : hubsOfStep) {
      String name = fleet.hub(targets.hub()).name;
      if (byName.put(name, targets) != null) {
        throw new IllegalArgumentException("The step names the hub " + name + " twice.");
      }
    }
    return byName;
  }

  /** For a hub that the chain has left out since the step began. */
  private static HubTargets gone(String hub) {
    return HubTargets.of(
        "nothing",
        collector ->
            CompletableFuture.failedFuture(
                new IllegalStateException("the chain does not name the hub " + hub + " any more")));
  }

  private HubWork work(String name) {
    HubWork work = hubs.get(name);
    if (work == null) {
      throw new UnknownHub(name, hubs.keySet());
    }
    return work;
  }

  /**
   * A person has resumed the run.
   *
   * @param pause why it was paused; null if it was not
   */
  void resumed(LiveRun run, @Nullable PauseKind pause, Instant now) {
    replay.resumed(run, pause, now);
    // A step that is now of another kind cannot continue: the run is paused again.
    reachWaiting(run);
  }

  /** Decides again about every step that has not begun. */
  private void reachWaiting(LiveRun run) {
    reachAgain(run, run.pass().takeChanged());
    reachAgain(run, run.pass().takeHeld());
  }

  /** Settles the step once its groups are settled on all its hubs. */
  void settle(LiveRun run, String step, Instant now) {
    Map<String, GroupState> settled = new LinkedHashMap<>();
    for (LiveGroup group : fleet.groups(run.id, step)) {
      if (!group.isSettled()) {
        return;
      }
      settled.put(group.hub().name, group.state());
    }
    if (settled.isEmpty()) {
      return;
    }
    GroupsOfStep.End end = GroupsOfStep.end(settled);
    recorder.record(
        run,
        Run.decide(
            run.state(),
            new RunCommand.SettleStep(step, now, end.result(), end.tally(), end.reason())));
  }

  /**
   * The chain has given the run back: nobody waits for its steps, and its groups call no device
   * until the chain reaches them again.
   */
  public void leave(LiveRun run) {
    openSteps.forget(run);
    for (HubWork work : hubs.values()) {
      for (String group : run.groups(work.hub())) {
        work.groups().detach(work.hub().group(run.id, group));
      }
    }
  }
}
