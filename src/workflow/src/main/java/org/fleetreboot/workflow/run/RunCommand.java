package org.fleetreboot.workflow.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** A command to the rules of one run. */
public sealed interface RunCommand {
  Instant now();

  /**
   * Accepts the run; a second time changes nothing. For its fields see {@link
   * RunEvent.RunAccepted}.
   *
   * @param targets the devices that it is sent, each once and with its hub
   */
  record Accept(
      String run,
      String chain,
      List<String> hubs,
      Instant now,
      RunTrigger trigger,
      Requester by,
      List<Target> targets,
      Map<String, String> options,
      RunMessage message,
      @Nullable String content,
      @Nullable Retry retry)
      implements RunCommand {
    public Accept {
      hubs = List.copyOf(hubs);
      targets = List.copyOf(targets);
      options = Map.copyOf(options);
    }
  }

  /**
   * The chain has reached a step.
   *
   * @param until when a soak ends, or an approval or a check times out; null for a group
   * @param maxUnstable how many of the devices confirmed before may fail to stay up until a soak
   *     ends; null if it polls no device
   * @param hubs the hubs whose devices a group reboots; empty for any other step
   */
  record StartStep(
      String step,
      Instant now,
      StepKind kind,
      @Nullable Instant until,
      @Nullable Limit maxUnstable,
      List<String> hubs)
      implements RunCommand {
    public StartStep {
      hubs = List.copyOf(hubs);
    }

    /** A step that is no group. */
    public StartStep(
        String step,
        Instant now,
        StepKind kind,
        @Nullable Instant until,
        @Nullable Limit maxUnstable) {
      this(step, now, kind, until, maxUnstable, List.of());
    }

    /** A group on these hubs. */
    public static StartStep ofGroup(String step, Instant now, List<String> hubs) {
      return new StartStep(step, now, StepKind.GROUP, null, null, hubs);
    }
  }

  record SettleStep(
      String step, Instant now, StepResult result, Tally tally, @Nullable String reason)
      implements RunCommand {}

  /**
   * Records why a started step does not let the chain continue yet.
   *
   * @param reason null if nothing defers it any more
   */
  record DeferStep(String step, Instant now, @Nullable String reason) implements RunCommand {}

  /**
   * Pauses the run.
   *
   * @param since before {@code now} for a run that stood still
   */
  record Pause(Instant now, Instant since, PauseKind kind, Requester by, String reason)
      implements RunCommand {}

  record Resume(Instant now, Requester by, @Nullable String reason) implements RunCommand {}

  /**
   * Cancels the run.
   *
   * @param forced whether to end without waiting for the devices under way
   */
  record Cancel(Instant now, Requester by, String reason, boolean forced) implements RunCommand {}

  /** Asks people to approve a step that has started. */
  record RequestApproval(
      String step, Instant now, Instant until, Set<String> approvers, boolean fourEyes)
      implements RunCommand {}

  /**
   * A person approves. {@link Approval#objection} says why they may not.
   *
   * @param asked when they do, by the clock that set the end of the step
   */
  record Approve(String step, Instant now, Instant asked, Requester by, @Nullable String remark)
      implements RunCommand {}

  /**
   * A person rejects. {@link Approval#objection} says why they may not.
   *
   * @param asked when they do, by the clock that set the end of the step
   */
  record Reject(String step, Instant now, Instant asked, Requester by, @Nullable String remark)
      implements RunCommand {}

  /** Ends the run before it is sent to its chain. */
  record Skip(Instant now, String reason) implements RunCommand {}

  /** The chain's exchange has ended, with the error or, when {@code error} is null, without. */
  record End(Instant now, @Nullable String error) implements RunCommand {}
}
