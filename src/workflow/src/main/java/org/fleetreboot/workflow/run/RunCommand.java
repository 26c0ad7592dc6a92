package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** What is asked of the rules of one run. */
public sealed interface RunCommand {
  Instant now();

  /**
   * Accepts the run; a second time it changes nothing. What is in it is as in {@link
   * RunEvent.RunAccepted}.
   *
   * @param targets the devices that it is sent, each once
   */
  record Accept(
      String run,
      String chain,
      String hub,
      Instant now,
      RunTrigger trigger,
      String by,
      List<String> targets,
      Map<String, String> options,
      RunMessage message,
      @Nullable String content,
      @Nullable Retry retry)
      implements RunCommand {
    public Accept {
      targets = List.copyOf(targets);
      options = Map.copyOf(options);
    }
  }

  /**
   * The chain has reached a step.
   *
   * @param until when a soak ends, or the patience of an approval or a check; null for a group
   * @param maxUnstable how many of the devices confirmed before may not have stayed up when a soak
   *     ends; null when it polls no device
   */
  record StartStep(
      String step, Instant now, StepKind kind, @Nullable Instant until, @Nullable Limit maxUnstable)
      implements RunCommand {}

  record SettleStep(
      String step, Instant now, StepResult result, Tally tally, @Nullable String reason)
      implements RunCommand {}

  /**
   * Takes note why a step that has started does not let the chain go on yet.
   *
   * @param reason null when nothing holds it back any more
   */
  record DeferStep(String step, Instant now, @Nullable String reason) implements RunCommand {}

  /**
   * Pauses it.
   *
   * @param since before {@code now} for a run that stood still
   */
  record Pause(Instant now, Instant since, PauseKind kind, String by, String reason)
      implements RunCommand {}

  record Resume(Instant now, String by, @Nullable String reason) implements RunCommand {}

  /**
   * Ends it.
   *
   * @param forced whether it does not wait for the devices under way
   */
  record Cancel(Instant now, String by, String reason, boolean forced) implements RunCommand {}

  /** Asks people to approve a step that has started. */
  record RequestApproval(
      String step, Instant now, Instant until, Set<String> approvers, boolean fourEyes)
      implements RunCommand {}

  /**
   * A person approves. {@link Approval#objection} says why they may not.
   *
   * @param asked when they do, by the clock that the end of the step was set by
   */
  record Approve(String step, Instant now, Instant asked, String by, @Nullable String remark)
      implements RunCommand {}

  /**
   * A person rejects. {@link Approval#objection} says why they may not.
   *
   * @param asked when they do, by the clock that the end of the step was set by
   */
  record Reject(String step, Instant now, Instant asked, String by, @Nullable String remark)
      implements RunCommand {}

  /** Ends it before its chain has got it. */
  record LeaveOut(Instant now, String reason) implements RunCommand {}

  /** The chain's exchange has ended, with the error or, when {@code error} is null, without. */
  record End(Instant now, @Nullable String error) implements RunCommand {}
}
