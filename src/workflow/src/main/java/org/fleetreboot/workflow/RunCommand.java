package org.fleetreboot.workflow;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of the rules of one run. */
public sealed interface RunCommand {
  Instant now();

  /** Accepts the run; a second time it changes nothing. */
  record Accept(
      String run,
      String chain,
      String hub,
      Instant now,
      String trigger,
      String by,
      @Nullable String body,
      Map<String, String> headers)
      implements RunCommand {}

  /**
   * The chain has reached a step.
   *
   * @param until when a soak ends, null for a group
   */
  record StartStep(String step, Instant now, StepKind kind, @Nullable Instant until)
      implements RunCommand {}

  record SettleStep(
      String step, Instant now, StepResult result, Tally tally, @Nullable String reason)
      implements RunCommand {}

  record Pause(Instant now, String by, String reason) implements RunCommand {}

  record Resume(Instant now, String by) implements RunCommand {}

  record Cancel(Instant now, String by, String reason) implements RunCommand {}

  /** The chain's exchange has ended, with the error or, when {@code error} is null, without. */
  record End(Instant now, @Nullable String error) implements RunCommand {}
}
