package org.fleetreboot.workflow.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.Tally;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.Limit;
import org.jspecify.annotations.Nullable;

/** An event of one execution of a chain. */
public sealed interface RunEvent {
  Instant at();

  /** The step that it is about; null if it is about the whole run. */
  default @Nullable String step() {
    return null;
  }

  /**
   * The run is accepted: from now on it continues after every crash.
   *
   * @param hubs those that the program worked with; it goes on only where all of them are
   * @param trigger what started it
   * @param by who started it
   * @param targets how many devices it is sent; they follow as {@link TargetsListed}
   * @param options the options that it sets for the groups of its chain, by name
   * @param message what else it is sent
   * @param content the hash of the devices and of the message's body; null if it is sent neither
   * @param retry what it retries of an earlier run; null if it is not a retry
   */
  record RunAccepted(
      String run,
      String chain,
      List<String> hubs,
      Instant at,
      RunTrigger trigger,
      Requester by,
      int targets,
      Map<String, String> options,
      RunMessage message,
      @Nullable String content,
      @Nullable Retry retry)
      implements RunEvent {
    public RunAccepted {
      hubs = List.copyOf(hubs);
      options = Map.copyOf(options);
    }

    /** Keeps the options, because a repeated request for the run must have the same ones. */
    RunAccepted withoutMessage() {
      return new RunAccepted(
          run, chain, hubs, at, trigger, by, targets, options, RunMessage.NONE, content, null);
    }
  }

  /** Devices of one hub that the run is sent, at most 1,000 in one event, in order. */
  record TargetsListed(Instant at, String hub, List<String> devices) implements RunEvent {
    /** With more, one event would be hard to read, and one write would take too long. */
    public static final int MOST = 1_000;

    public TargetsListed {
      devices = List.copyOf(devices);
    }

    public List<Target> targets() {
      return devices.stream().map(device -> new Target(hub, device)).toList();
    }
  }

  /**
   * The chain reached a step for the first time.
   *
   * @param until when a soak ends, or an approval or a check times out, which pauses of the run
   *     extend; null for a group
   * @param maxUnstable how many of the devices confirmed before may fail to stay up until a soak
   *     ends; null if it polls no device
   * @param hubs the hubs whose devices a group reboots, whatever the route says later; empty for
   *     any other step
   */
  record StepStarted(
      String step,
      Instant at,
      StepKind kind,
      @Nullable Instant until,
      @Nullable Limit maxUnstable,
      List<String> hubs)
      implements RunEvent {
    public StepStarted {
      hubs = List.copyOf(hubs);
    }

    /** A step that is no group. */
    public StepStarted(
        String step,
        Instant at,
        StepKind kind,
        @Nullable Instant until,
        @Nullable Limit maxUnstable) {
      this(step, at, kind, until, maxUnstable, List.of());
    }

    /** A group on these hubs. */
    public static StepStarted ofGroup(String step, Instant at, List<String> hubs) {
      return new StepStarted(step, at, StepKind.GROUP, null, null, hubs);
    }

    StepStarted withUntil(Instant later) {
      return new StepStarted(step, at, kind, later, maxUnstable, hubs);
    }
  }

  /** The step is done; reached again, it answers from this event. */
  record StepSettled(
      String step, Instant at, StepResult result, Tally tally, @Nullable String reason)
      implements RunEvent {}

  /**
   * A check has not let the chain continue, or no device can join a group that follows its query;
   * it will be asked again. Repeated reasons are recorded once, and reasons that keep changing at
   * most once a minute.
   *
   * @param reason for people; null if nothing defers it any more
   */
  record StepDeferred(String step, Instant at, @Nullable String reason) implements RunEvent {
    /** In bytes of UTF-8: a refusal may repeat a query of 128 KB. */
    static final int LONGEST_REASON = 1_000;

    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** Whether the later reason adds nothing worth an event. */
    boolean covers(String laterReason, Instant later) {
      return laterReason.equals(reason) || later.isBefore(at.plus(SELDOM));
    }
  }

  /**
   * No calls until it is resumed; devices that were called are polled to the end.
   *
   * @param since from when timeouts stand still: before {@code at} for a run that stood still
   * @param reason for people; the rules use only the kind
   */
  record RunPaused(Instant at, Instant since, PauseKind kind, Requester by, String reason)
      implements RunEvent {}

  /**
   * Calls may continue.
   *
   * @param reason null if none was given
   */
  record RunResumed(Instant at, Requester by, @Nullable String reason) implements RunEvent {}

  /**
   * A person cancelled it: devices not called yet are cancelled, steps not reached never start.
   *
   * @param forced whether to end without waiting for the devices under way
   */
  record RunCancelled(Instant at, Requester by, String reason, boolean forced)
      implements RunEvent {}

  /**
   * The chain waits for a person.
   *
   * @param until when it times out; pauses of the run extend it
   * @param approvers who may approve or reject; empty for anybody
   * @param fourEyes whether the person who started the run may not approve it
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
   * A person lets the chain continue.
   *
   * @param remark their comment; null for none
   */
  record Approved(String step, Instant at, Requester by, @Nullable String remark)
      implements RunEvent {}

  /**
   * A person ends the chain here.
   *
   * @param remark their comment; null for none
   */
  record Rejected(String step, Instant at, Requester by, @Nullable String remark)
      implements RunEvent {}

  /** The chain has come to its end. */
  record RunSettled(Instant at, RunOutcome outcome, @Nullable String reason) implements RunEvent {}
}
