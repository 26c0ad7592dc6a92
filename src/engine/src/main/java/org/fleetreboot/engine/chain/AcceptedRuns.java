package org.fleetreboot.engine.chain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fleetreboot.engine.RunIdTaken;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.state.EventRecorder;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.LiveRun;
import org.fleetreboot.workflow.run.Run;
import org.fleetreboot.workflow.run.RunCommand;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.Target;
import org.jspecify.annotations.Nullable;

/** Records runs: each is accepted once, and ended once. */
public final class AcceptedRuns {
  private final EventRecorder recorder;
  private final Fleet fleet;
  private final ChainRoutes routes;

  public AcceptedRuns(EventRecorder recorder, Fleet fleet, ChainRoutes routes) {
    this.recorder = recorder;
    this.fleet = fleet;
    this.routes = routes;
  }

  public RunReceipt accept(RunRequest request, Instant now) {
    requireSameOptions(request);
    RunReceipt receipt = record(request, now);
    routes.take(fleet.run(request.run()), now);
    return receipt;
  }

  /** Accepts the run, unless another run of its chain is open. */
  public RunReceipt acceptUnlessOverlapping(RunRequest request, Instant now) {
    requireSameOptions(request);
    for (LiveRun run : fleet.runs()) {
      RunEvent.RunAccepted accepted = run.state().accepted();
      if (accepted != null
          && run.state().isOpen()
          && accepted.chain().equals(request.chain())
          && !run.id.equals(request.run())) {
        return skip(request, "run " + run.id + " of the chain was still open", now);
      }
    }
    return accept(request, now);
  }

  /** Records the run as skipped; a run that is known already stays as it is. */
  public RunReceipt skip(RunRequest request, String reason, Instant now) {
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
                fleet.hubs().stream().map(hub -> hub.name).toList(),
                now,
                request.trigger(),
                request.by(),
                targets(request),
                request.options(),
                request.message(),
                request.content(),
                request.retry()));
    recorder.record(run, events);
    return new RunReceipt(run.id, !events.isEmpty(), run.state().outcome());
  }

  /** The devices that it is sent, each with its hub, and each once. */
  private List<Target> targets(RunRequest request) {
    return request.targets().stream()
        .map(target -> new Target(fleet.hub(target.hub()).name, target.device()))
        .distinct()
        .toList();
  }

  /** Refuses other options for a known run: they would be dropped silently. */
  private void requireSameOptions(RunRequest request) {
    RunEvent.RunAccepted known = fleet.run(request.run()).state().accepted();
    if (known != null && isSame(known, request) && !known.options().equals(request.options())) {
      throw RunIdTaken.withOtherOptions(known);
    }
  }

  /**
   * Whether the request is for the known run. A repeated query may find other devices; another list
   * from another trigger is another run.
   */
  private boolean isSame(RunEvent.RunAccepted known, RunRequest request) {
    boolean sameTrigger = request.trigger().equals(known.trigger());
    return known.chain().equals(request.chain())
        && known.hubs().stream().allMatch(fleet::hasHub)
        && (request.retry() == null || sameTrigger)
        && (!request.hasContent()
            || (sameTrigger && request.trigger().standsForOneRun())
            || Objects.equals(request.content(), known.content()));
  }

  public void end(String id, @Nullable String error, Instant now) {
    LiveRun run = fleet.acceptedRun(id);
    recorder.record(run, Run.decide(run.state(), new RunCommand.End(now, error)));
  }
}
