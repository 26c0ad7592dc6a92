package org.fleetreboot.engine;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.view.FleetView;

/**
 * Takes commands, lets the rules decide, and makes every fact durable before anyone hears of it.
 * Each of its users takes the role that it needs.
 *
 * <p>What it guarantees, in every role:
 *
 * <ul>
 *   <li>A stage completes after the events it speaks of are durable.
 *   <li>Stages complete, and callbacks come, on threads of the engine: hand long work on, and never
 *       block in them.
 *   <li>An intent is handed out once. Asked again for the same turn, the engine answers that there
 *       is nothing to send.
 *   <li>After {@link #close()} nothing is called back any more: what is under way is taken up from
 *       the journal by the next start.
 *   <li>When the journal fails, or the engine itself, nothing is accepted or called any more, and
 *       every stage fails with the reason; but steps under way never complete: their chains would
 *       take it for the outcome of a group, which the next start is to find out.
 * </ul>
 *
 * <p>Thread-safe, and so is each role.
 */
public interface Engine extends AutoCloseable {

  /** For those who trigger runs, and for the routes that runs go through. */
  Runs runs();

  /** For the steps of those routes. */
  Steps steps();

  /** For the route that calls devices. */
  Turns turns();

  /** For the route that polls devices. */
  Polls polls();

  /** For those who know more of a device than its marker says. */
  Notes notes();

  /** For those who are told what has happened. */
  Events events();

  /** For people, and for what acts on their behalf. */
  Control control();

  /** What is known of runs, groups and devices; safe to read at any time from any thread. */
  FleetView view();

  /** Whether the hub can be worked with, and why not. */
  HubHealth health();

  /**
   * Completes, normally, with the reason when the engine has stopped by a failure: of the journal,
   * or of itself. A program ends itself then. Never completes otherwise; {@link #close} is none.
   */
  CompletionStage<Throwable> failure();

  /** Stops handing out turns, then waits for the answers under way, at most that long. */
  void drain(Duration atMost);

  @Override
  void close();
}
