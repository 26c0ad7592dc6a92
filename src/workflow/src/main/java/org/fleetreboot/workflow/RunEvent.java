package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fact about one execution of a chain. */
public sealed interface RunEvent {
  Instant at();

  /**
   * The run is accepted: from here on it is taken up again after every crash.
   *
   * @param hub whose devices it reboots: a run is of one hub, to its end
   * @param trigger what started it, in full
   * @param by who
   * @param body the message that started it, as text; null for none
   * @param headers its headers, as text
   */
  record RunAccepted(
      String run,
      String chain,
      String hub,
      Instant at,
      String trigger,
      String by,
      @Nullable String body,
      Map<String, String> headers)
      implements RunEvent {
    public RunAccepted {
      headers = Map.copyOf(headers);
    }

    RunAccepted withoutMessage() {
      return new RunAccepted(run, chain, hub, at, trigger, by, null, Map.of());
    }
  }

  /**
   * The chain reached a step for the first time.
   *
   * @param until when a soak ends; null for a group
   */
  record StepStarted(String step, Instant at, StepKind kind, @Nullable Instant until)
      implements RunEvent {}

  /** The step is done; asked again, it answers from here. */
  record StepSettled(
      String step, Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements RunEvent {}

  /** No calls for now; looks go on. */
  record RunPaused(Instant at, String by, String reason) implements RunEvent {}

  record RunResumed(Instant at, String by) implements RunEvent {}

  /** A person ended it: devices not called yet are left out, steps not reached never start. */
  record RunCancelled(Instant at, String by, String reason) implements RunEvent {}

  /** The chain has come to its end. */
  record RunSettled(Instant at, RunOutcome outcome, @Nullable String reason) implements RunEvent {}
}
