package org.fleetreboot.app.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.fleetreboot.app.explain.Explainer;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.plan.PlanJson;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.Retry;
import org.fleetreboot.workflow.run.Target;

/** What the API needs of the running program. */
public interface Fleet {
  Control control();

  FleetView view();

  /** Where a run is that has left the journal, as a sentence; empty if it has not. */
  Optional<String> archived(String run);

  /** The names of its hubs, at least one. */
  List<String> hubs();

  /** Whether the hubs are usable, and how fast they may be asked. */
  HubStates hubStates();

  /**
   * The devices of a list, for a chain that reboots those that it is given.
   *
   * @param entries ids, or HUB/ID
   * @throws org.fleetreboot.reboot.TargetsRefused if an entry is not a device
   * @throws org.fleetreboot.app.failure.ProgramFailure if the chain asks the hub for others
   */
  List<Target> targets(String chain, List<String> entries);

  /** Accepts a run of a chain in the routes. */
  RunReceipt accept(RunRequest request);

  /** Accepts a new run, or continues the run with its id, with its original options. */
  RunReceipt begunOrNew(RunRequest request);

  /** The latest open run of that chain. */
  Optional<RunView> openRun(String chain);

  /** A request like that of an earlier run, only for the devices of {@code retry}. */
  RunRequest again(String run, Requester by, Retry retry);

  /** The names of the chains in the routes. */
  Set<String> chains();

  /**
   * What a chain of the route files would do now.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure if there is no such chain
   */
  PlanJson plan(String chain);

  /** The mistakes in the route files. */
  LintJson lint();

  /** Says in sentences why runs and devices are as they are. */
  Explainer explainer();

  /** After the last event. */
  EventPlace newestEvent();

  /**
   * Hands over the selected events after a place, in the order in which they were decided.
   *
   * @param each whether it wants more
   */
  void events(EventSelection selection, EventPlace after, Predicate<FleetEvent> each);
}
