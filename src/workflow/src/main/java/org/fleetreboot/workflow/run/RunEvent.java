package org.fleetreboot.workflow.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** A fact about one execution of a chain. */
public sealed interface RunEvent {
  Instant at();

  /**
   * The run is accepted: from here on it is taken up again after every crash.
   *
   * @param hub whose devices it reboots: a run is of one hub, to its end
   * @param trigger what started it
   * @param by who
   * @param targets how many devices it is sent; they follow as {@link TargetsListed}
   * @param options what it sets of the groups of its chain, by the names of their options
   * @param message what else it is sent
   * @param content the hash of the devices and of the message's body; null when it is sent neither
   * @param retry what it takes up of an earlier run; null for a run of its own
   */
  record RunAccepted(
      String run,
      String chain,
      String hub,
      Instant at,
      RunTrigger trigger,
      String by,
      int targets,
      Map<String, String> options,
      RunMessage message,
      @Nullable String content,
      @Nullable Retry retry)
      implements RunEvent {
    public RunAccepted {
      options = Map.copyOf(options);
    }

    /** But with its options: whoever asks for the run again has to ask for the same. */
    RunAccepted withoutMessage() {
      return new RunAccepted(
          run, chain, hub, at, trigger, by, targets, options, RunMessage.NONE, content, null);
    }
  }

  /** Devices that the run is sent, at most 1,000 in one event, in their order. */
  record TargetsListed(Instant at, List<String> devices) implements RunEvent {
    /** More would make one event too large to read at a glance, and one write too long. */
    public static final int MOST = 1_000;

    public TargetsListed {
      devices = List.copyOf(devices);
    }
  }

  /**
   * The chain reached a step for the first time.
   *
   * @param until when a soak ends, or the patience of an approval or a check, which pauses of the
   *     run make longer; null for a group
   * @param maxUnstable how many of the devices confirmed before may not have stayed up when a soak
   *     ends; null when it polls no device
   */
  record StepStarted(
      String step, Instant at, StepKind kind, @Nullable Instant until, @Nullable Limit maxUnstable)
      implements RunEvent {
    StepStarted withUntil(Instant later) {
      return new StepStarted(step, at, kind, later, maxUnstable);
    }
  }

  /** The step is done; asked again, it answers from here. */
  record StepSettled(
      String step, Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements RunEvent {}

  /**
   * A check has not let the chain go on, or nobody can join a group that follows its query; it will
   * be asked again. Recorded once for each reason in a row, and for reasons that change all the
   * time once a minute.
   *
   * @param reason for people; null when nothing holds it back any more
   */
  record StepDeferred(String step, Instant at, @Nullable String reason) implements RunEvent {
    /** In bytes of UTF-8: a refusal may repeat a query of 128 KB. */
    static final int LONGEST_REASON = 1_000;

    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** Whether what is said then is not worth another event. */
    boolean covers(String laterReason, Instant later) {
      return laterReason.equals(reason) || later.isBefore(at.plus(SELDOM));
    }
  }

  /**
   * No calls for now; devices that were called are polled to the end.
   *
   * @param since from when on nobody's patience runs: before {@code at} for a run that stood still
   * @param reason for people; what follows from the pause follows from its kind
   */
  record RunPaused(Instant at, Instant since, PauseKind kind, String by, String reason)
      implements RunEvent {}

  /**
   * Calls may go on.
   *
   * @param reason null when none was given
   */
  record RunResumed(Instant at, String by, @Nullable String reason) implements RunEvent {}

  /**
   * A person ended it: devices not called yet are left out, steps not reached never start.
   *
   * @param forced whether it does not wait for the devices under way
   */
  record RunCancelled(Instant at, String by, String reason, boolean forced) implements RunEvent {}

  /**
   * The chain waits for a person.
   *
   * @param until when its patience ends; pauses of the run make it later
   * @param approvers who may approve or reject; empty for anybody
   * @param fourEyes whether whoever started the run may not approve it
   */
  record ApprovalRequested(
      String step, Instant at, Instant until, Set<String> approvers, boolean fourEyes)
      implements RunEvent {
    public ApprovalRequested {
      approvers = Collections.unmodifiableSet(new LinkedHashSet<>(approvers));
    }

    ApprovalRequested withUntil(Instant later) {
      return new ApprovalRequested(step, at, later, approvers, fourEyes);
    }
  }

  /**
   * A person lets the chain go on.
   *
   * @param remark what they said to it; null for nothing
   */
  record Approved(String step, Instant at, String by, @Nullable String remark)
      implements RunEvent {}

  /**
   * A person ends the chain here.
   *
   * @param remark what they said to it; null for nothing
   */
  record Rejected(String step, Instant at, String by, @Nullable String remark)
      implements RunEvent {}

  /** The chain has come to its end. */
  record RunSettled(Instant at, RunOutcome outcome, @Nullable String reason) implements RunEvent {}
}
