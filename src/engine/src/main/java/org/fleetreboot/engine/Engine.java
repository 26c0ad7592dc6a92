package org.fleetreboot.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.journal.view.FleetView;

/**
 * Takes commands, lets the rules decide, and makes each event durable before anyone learns of it.
 * Each user of the engine takes the role that it needs.
 *
 * <p>Guarantees of every role:
 *
 * <ul>
 *   <li>A stage completes after the events that it reports are durable.
 *   <li>Stages complete, and callbacks run, on threads of the engine. Do not block in them, and
 *       hand long work to another thread.
 *   <li>An intent is handed out once. When asked again for the same turn, the engine answers that
 *       nothing is to be sent.
 *   <li>{@link #close()} ends the steps after the one under way. A command that no step took fails,
 *       and there are no more callbacks after that. The next start continues what was under way
 *       from the journal.
 *   <li>If the journal or the engine fails, nothing is accepted or called any more, and every stage
 *       fails with the reason. Only the stages of steps under way never complete: their chains
 *       would take a failure for the outcome of the step, which the next start is to find out.
 * </ul>
 *
 * <p>Thread-safe, as is each role.
 */
public interface Engine extends AutoCloseable {

  /** For triggers of runs, and for the routes that runs go through. */
  Runs runs();

  /** For the steps of those routes. */
  Steps steps();

  /** For the route that calls devices. */
  Turns turns();

  /** For the route that polls devices. */
  Polls polls();

  /** For routes that know more about a device than its marker says. */
  Notes notes();

  /** For subscribers to events. */
  Events events();

  /** For people, and for programs that act on their behalf. */
  Control control();

  /** What is known about runs, groups and devices. Any thread may read it at any time. */
  FleetView view();

  /** The names of the hubs that it works with. */
  List<String> hubs();

  /**
   * Whether the hub works, and why not.
   *
   * @throws UnknownHub if it does not work with that hub
   */
  HubHealth health(String hub);

  /**
   * How fast it may ask the hub, as of its last step, which is at most a second ago.
   *
   * @throws UnknownHub if it does not work with that hub
   */
  HubHeadroom headroom(String hub);

  /**
   * Completes normally, with the reason, when the journal or the engine has failed; the program
   * must then end. Never completes otherwise, not even by {@link #close}.
   */
  CompletionStage<Throwable> failure();

  /**
   * Stops handing out turns, then waits for the answers under way, but no longer than {@code
   * atMost}.
   */
  void drain(Duration atMost);

  @Override
  void close();
}
