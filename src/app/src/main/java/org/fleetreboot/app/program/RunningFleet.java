package org.fleetreboot.app.program;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.explain.Conditions;
import org.fleetreboot.app.explain.Explainer;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.plan.BootTimes;
import org.fleetreboot.app.plan.PlanJson;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.query.Pages;
import org.fleetreboot.app.report.ArchiveSentence;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.ProgramPresence;
import org.fleetreboot.app.report.Snapshot;
import org.fleetreboot.app.route.Chains;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.MessageOptions;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;

/** The fleet of the running program: its runs, and new ones. Thread-safe. */
public final class RunningFleet implements Fleet {
  /** An fsync takes milliseconds; a disk that takes this long is broken. */
  private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(30);

  private final RoutePreview routes;
  private final Engine engine;
  private final CamelContext camel;
  private final JournalReader journal;
  private final JournalLocation location;
  private final InstantSource clock;

  /**
   * The fleet of an engine and its routes.
   *
   * @param routes the route files
   */
  public RunningFleet(
      RoutePreview routes,
      Engine engine,
      CamelContext camel,
      JournalReader journal,
      JournalLocation location,
      InstantSource clock) {
    this.routes = routes;
    this.engine = engine;
    this.camel = camel;
    this.journal = journal;
    this.location = location;
    this.clock = clock;
  }

  @Override
  public Control control() {
    return engine.control();
  }

  @Override
  public FleetView view() {
    return engine.view();
  }

  @Override
  public Optional<String> archived(String run) {
    return journal.archiveOf(run).map(archive -> ArchiveSentence.ofLeft(run, archive, location));
  }

  @Override
  public List<String> hubs() {
    return engine.hubs();
  }

  @Override
  public HubStates hubStates() {
    return new HubStates(
        engine.hubs().stream()
            .map(hub -> HubJson.of(hub, engine.health(hub), engine.headroom(hub)))
            .toList());
  }

  @Override
  public List<Target> targets(String chain, List<String> entries) {
    try {
      ChainStep.requireListed(camel, chain);
    } catch (TargetsRefused e) {
      throw ProgramFailure.setup(String.valueOf(e.getMessage()), e);
    }
    return TargetList.of(entries, ChainStep.listHubs(camel, Set.of(chain), engine.hubs()))
        .devices();
  }

  /**
   * Accepts a run of a chain in the routes; the same id again is the same run.
   *
   * @throws ProgramFailure if there is no such chain, an option is invalid, or neither the request
   *     nor the chain has devices
   */
  @Override
  public RunReceipt accept(RunRequest request) {
    Chains.require(camel, request.chain());
    if (!request.hasContent()
        && begun(request.run()).isEmpty()
        && ChainStep.needsList(camel, request.chain())) {
      throw ProgramFailure.setup(
          "The chain %s reboots the devices that it is sent, but it was sent none: name them in POST /api/runs, as in \"targets\": [\"pump-1\"], or in a file, if a route takes files for it."
              .formatted(request.chain()));
    }
    try {
      MessageOptions.check(camel, request.options());
    } catch (TargetsRefused e) {
      throw ProgramFailure.setup(String.valueOf(e.getMessage()), e);
    }
    return acknowledged(engine.runs().accept(request));
  }

  @Override
  public RunRequest again(String run, Requester by, Retry retry) {
    RunEvent.RunAccepted begun =
        begun(retry.run())
            .orElseThrow(
                () -> new IllegalArgumentException("There is no run '" + retry.run() + "'."));
    return new RunRequest(run, begun.chain(), new RunTrigger.RetryOf(retry.run()), by)
        .withTargets(targets(retry.run()))
        .withOptions(begun.options())
        .withMessage(begun.message())
        .withRetry(retry);
  }

  @Override
  public RunReceipt begunOrNew(RunRequest request) {
    return accept(
        begun(request.run()).map(known -> request.withOptions(known.options())).orElse(request));
  }

  private Optional<RunEvent.RunAccepted> begun(String run) {
    for (RecordedEvent recorded : journal.read(StreamId.run(run))) {
      if (new EventCodec().decode(recorded) instanceof RunEvent.RunAccepted accepted) {
        return Optional.of(accepted);
      }
    }
    return Optional.empty();
  }

  private List<Target> targets(String run) {
    List<Target> targets = new ArrayList<>();
    EventCodec codec = new EventCodec();
    for (RecordedEvent recorded : journal.read(StreamId.run(run))) {
      if (codec.decode(recorded) instanceof RunEvent.TargetsListed listed) {
        targets.addAll(listed.targets());
      }
    }
    return targets;
  }

  @Override
  public Set<String> chains() {
    return Chains.of(camel);
  }

  @Override
  public PlanJson plan(String chain) {
    Chains.require(camel, chain);
    return PlanJson.of(routes.plan(chain, BootTimes.of(journal)));
  }

  @Override
  public LintJson lint() {
    return routes.lint();
  }

  @Override
  public Explainer explainer() {
    return new Explainer(
        journal, new Conditions(new ProgramPresence.AtWork(), hubStates(), clock.instant()));
  }

  @Override
  public EventPlace newestEvent() {
    return new EventPlace(EventFeed.heads(journal));
  }

  @Override
  public void events(EventSelection selection, EventPlace after, Predicate<FleetEvent> each) {
    new PastEvents(journal, EventFeed.heads(journal), after).forEach(selection, each);
  }

  /** Resumes a paused run; a run that is not paused continues anyway. */
  public void resume(String run, Requester by) {
    acknowledged(engine.control().resume(run, by, null));
  }

  /** Adopts the journal at its current place, if it was doubted. */
  public void adoptJournal(Requester by) {
    acknowledged(engine.control().adoptJournal(by, null));
  }

  /** The stops in force. */
  public List<StopView> stops() {
    return view().stops();
  }

  @Override
  public Optional<RunView> openRun(String chain) {
    return view().runs(RunFilter.OPEN.ofChain(chain), PageRequest.first(1)).items().stream()
        .findFirst();
  }

  /** The open runs. */
  public List<RunView> openRuns() {
    return Pages.all(page -> view().runs(RunFilter.OPEN, page)).stream().toList();
  }

  /** The state of a run; empty if there is none with that id. */
  public Optional<Snapshot> snapshot(String run) {
    return Snapshot.of(view(), run, hubStates(), clock.instant());
  }

  private static <T> T acknowledged(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ACCEPTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw ProgramFailure.setup(
          "The journal took longer than "
              + ACCEPTED_WITHIN.toSeconds()
              + " s to accept the run; check the disk, and start it again with the same id.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProgramFailure.setup("Stopped before the run was accepted; start it again.", e);
    }
  }
}
