package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.workflow.TruncatedText;
import org.jspecify.annotations.Nullable;

/** The rules for one run of a chain. Pure. */
public final class Run {
  private Run() {}

  /** The events that follow from the command; none if it no longer applies. */
  public static List<RunEvent> decide(RunState state, RunCommand command) {
    if (command instanceof RunCommand.Accept accept) {
      return state.accepted() != null ? List.of() : accepted(accept);
    }
    // Even after the chain's end: a group that it did not wait for ends all the same.
    if (command instanceof RunCommand.SettleStep settle) {
      RunState.Step step = state.steps().get(settle.step());
      return step == null || step.settled() != null
          ? List.of()
          : List.of(
              new RunEvent.StepSettled(
                  settle.step(), settle.now(), settle.result(), settle.tally(), settle.reason()));
    }
    if (!state.isOpen()) {
      return List.of();
    }
    if (command instanceof RunCommand.StartStep start) {
      return state.steps().containsKey(start.step()) || state.cancelled()
          ? List.of()
          : List.of(
              new RunEvent.StepStarted(
                  start.step(),
                  start.now(),
                  start.kind(),
                  start.until(),
                  start.maxUnstable(),
                  start.hubs()));
    }
    if (command instanceof RunCommand.DeferStep defer) {
      return deferral(state.steps().get(defer.step()), defer);
    }
    if (command instanceof RunCommand.Pause pause) {
      return state.paused() || state.cancelled()
          ? List.of()
          : List.of(
              new RunEvent.RunPaused(
                  pause.now(), pause.since(), pause.kind(), pause.by(), pause.reason()));
    }
    if (command instanceof RunCommand.Resume resume) {
      return state.paused()
          ? List.of(new RunEvent.RunResumed(resume.now(), resume.by(), resume.reason()))
          : List.of();
    }
    if (command instanceof RunCommand.Cancel cancel) {
      return state.forced() || (state.cancelled() && !cancel.forced())
          ? List.of()
          : List.of(
              new RunEvent.RunCancelled(
                  cancel.now(), cancel.by(), cancel.reason(), cancel.forced()));
    }
    if (command instanceof RunCommand.RequestApproval
        || command instanceof RunCommand.Approve
        || command instanceof RunCommand.Reject) {
      return Approval.decide(state, command);
    }
    if (command instanceof RunCommand.Skip skip) {
      return List.of(new RunEvent.RunSettled(skip.now(), RunOutcome.SKIPPED, skip.reason()));
    }
    if (command instanceof RunCommand.End end) {
      return List.of(new RunEvent.RunSettled(end.now(), outcome(state, end), reason(state, end)));
    }
    throw new AssertionError(command);
  }

  private static List<RunEvent> deferral(RunState.@Nullable Step step, RunCommand.DeferStep defer) {
    if (step == null || step.settled() != null) {
      return List.of();
    }
    RunEvent.StepDeferred before = step.deferral();
    String reason = defer.reason();
    if (reason == null) {
      return before == null
          ? List.of()
          : List.of(new RunEvent.StepDeferred(defer.step(), defer.now(), null));
    }
    String kept = TruncatedText.of(reason, RunEvent.StepDeferred.LONGEST_REASON);
    return before != null && before.covers(kept, defer.now())
        ? List.of()
        : List.of(new RunEvent.StepDeferred(defer.step(), defer.now(), kept));
  }

  private static List<RunEvent> accepted(RunCommand.Accept accept) {
    List<RunEvent> events = new ArrayList<>();
    events.add(
        new RunEvent.RunAccepted(
            accept.run(),
            accept.chain(),
            accept.hubs(),
            accept.now(),
            accept.trigger(),
            accept.by(),
            accept.targets().size(),
            accept.options(),
            accept.message(),
            accept.content(),
            accept.retry()));
    byHub(accept.targets()).forEach((hub, devices) -> list(hub, devices, accept.now(), events));
    return events;
  }

  private static Map<String, List<String>> byHub(List<Target> targets) {
    Map<String, List<String>> devices = new LinkedHashMap<>();
    for (Target target : targets) {
      String hub = Objects.requireNonNull(target.hub(), "a recorded device has a hub");
      devices.computeIfAbsent(hub, key -> new ArrayList<>()).add(target.device());
    }
    return devices;
  }

  private static void list(String hub, List<String> devices, Instant now, List<RunEvent> events) {
    for (int from = 0; from < devices.size(); from += RunEvent.TargetsListed.MOST) {
      int to = Math.min(devices.size(), from + RunEvent.TargetsListed.MOST);
      events.add(new RunEvent.TargetsListed(now, hub, devices.subList(from, to)));
    }
  }

  private static RunOutcome outcome(RunState state, RunCommand.End end) {
    if (state.cancelled()) {
      return RunOutcome.CANCELLED;
    }
    return end.error() == null ? RunOutcome.COMPLETED : RunOutcome.FAILED;
  }

  private static @Nullable String reason(RunState state, RunCommand.End end) {
    return state.cancelled() ? state.reason() : end.error();
  }

  /** The state after the event. */
  public static RunState evolve(RunState state, RunEvent event) {
    if (event instanceof RunEvent.RunAccepted accepted) {
      return new RunState(accepted, state.steps(), null, null, false, false, null, null);
    }
    if (event instanceof RunEvent.TargetsListed) {
      // No rule needs them; the engine keeps them until it sends the run to its chain.
      return state;
    }
    if (event instanceof RunEvent.StepStarted started) {
      return state.with(new RunState.Step(started, null, null, null));
    }
    if (event instanceof RunEvent.StepSettled settled) {
      RunState.Step step = state.steps().get(settled.step());
      if (step == null) {
        throw new IllegalStateException(settled + " settles a step that never started.");
      }
      return state.with(
          new RunState.Step(step.started(), step.approval(), step.deferral(), settled));
    }
    if (event instanceof RunEvent.StepDeferred deferral) {
      RunState.Step step = state.steps().get(deferral.step());
      if (step == null) {
        throw new IllegalStateException(deferral + " defers a step that never started.");
      }
      return state.with(
          new RunState.Step(
              step.started(),
              step.approval(),
              deferral.reason() == null ? null : deferral,
              step.settled()));
    }
    if (event instanceof RunEvent.ApprovalRequested requested) {
      return Approval.requested(state, requested);
    }
    if (event instanceof RunEvent.Approved || event instanceof RunEvent.Rejected) {
      // The settled step, recorded with it, has the consequence.
      return state;
    }
    if (event instanceof RunEvent.RunPaused paused) {
      return new RunState(
          state.accepted(),
          state.steps(),
          paused.kind(),
          paused.since(),
          state.cancelled(),
          state.forced(),
          paused.reason(),
          null);
    }
    if (event instanceof RunEvent.RunResumed resumed) {
      return state.resumedAt(resumed.at());
    }
    if (event instanceof RunEvent.RunCancelled cancelled) {
      return new RunState(
          state.accepted(),
          state.steps(),
          null,
          null,
          true,
          cancelled.forced(),
          cancelled.reason(),
          null);
    }
    if (event instanceof RunEvent.RunSettled settled) {
      return new RunState(
          state.accepted(),
          state.steps(),
          null,
          null,
          state.cancelled(),
          state.forced(),
          settled.reason(),
          settled.outcome());
    }
    throw new AssertionError(event);
  }
}
