package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.workflow.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/** The fold of all that ever happened to one device. */
public sealed interface RebootState {
  /** A device that nothing ever happened to. */
  RebootState INITIAL = new Idle(new Past(Map.of()));

  Past past();

  /** Nothing is under way. */
  record Idle(Past past) implements RebootState {}

  /** A call is under way, or was; what it did is not settled. */
  sealed interface InFlight extends RebootState {
    InvocationIntended intent();
  }

  /** The intent is durable, the answer is not. */
  record Calling(InvocationIntended intent, Past past) implements InFlight {}

  /**
   * The answer is known to be good or lost; the marker decides.
   *
   * @param deadline a look begun at or after this gives a verdict
   */
  record Awaiting(InvocationIntended intent, boolean accepted, Instant deadline, Past past)
      implements InFlight {}

  /** Proved not delivered; the device may have its turn again. */
  record Retrying(InvocationIntended intent, int nextAttempt, Instant notBefore, Past past)
      implements RebootState {}

  /** Ended unknown or not confirmed; looked at now and then, in case it changes late. */
  record Doubtful(InvocationIntended intent, Instant watchUntil, Past past)
      implements RebootState {}

  /** What each run has done with this device: within one run it is called once. */
  record Past(Map<String, InRun> runs) {

    /** What the run did, null when it did nothing yet. */
    public @Nullable InRun in(String run) {
      return runs.get(run);
    }

    Past with(RebootEvent event, boolean called) {
      InRun known = runs.get(event.run());
      String calledIn = called ? event.step() : known == null ? null : known.calledIn();
      InRun now = new InRun(event.step(), calledIn, event.outcome());
      if (runs.isEmpty()) {
        return new Past(Map.of(event.run(), now));
      }
      Map<String, InRun> changed = new HashMap<>(runs);
      changed.put(event.run(), now);
      return new Past(Map.copyOf(changed));
    }
  }

  /**
   * The latest of one run on this device.
   *
   * @param step the step that touched it last
   * @param calledIn the step that called it, null when none has
   * @param outcome how {@code step} ended for it, null while it has not
   */
  record InRun(String step, @Nullable String calledIn, @Nullable Outcome outcome) {}
}
