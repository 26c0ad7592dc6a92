package org.fleetreboot.workflow.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.workflow.run.RunEvent.ApprovalRequested;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.fleetreboot.workflow.run.RunEvent.StepDeferred;
import org.fleetreboot.workflow.run.RunEvent.StepSettled;
import org.fleetreboot.workflow.run.RunEvent.StepStarted;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run, folded from its events.
 *
 * @param accepted how it began; null before that
 * @param steps the started steps, in the order of their start
 * @param pause null while it is not paused
 * @param pausedAt since when it is paused; null while it is not
 * @param forced whether it was cancelled without waiting for the devices under way
 * @param reason why it is paused, or ended as it did; otherwise null
 * @param outcome null while it is open
 */
public record RunState(
    @Nullable RunAccepted accepted,
    Map<String, Step> steps,
    @Nullable PauseKind pause,
    @Nullable Instant pausedAt,
    boolean cancelled,
    boolean forced,
    @Nullable String reason,
    @Nullable RunOutcome outcome) {
  public static final RunState INITIAL =
      new RunState(null, Map.of(), null, null, false, false, null, null);

  public RunState {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
  }

  /** Whether it is paused. */
  public boolean paused() {
    return pause != null;
  }

  /** Where it stands. */
  public RunStatus status() {
    if (outcome != null) {
      return RunStatus.of(outcome);
    }
    if (cancelled) {
      return RunStatus.CANCELLING;
    }
    return paused() ? RunStatus.PAUSED : RunStatus.RUNNING;
  }

  /** Whether it was accepted and has not ended. */
  public boolean isOpen() {
    return accepted != null && outcome == null;
  }

  /** Without the message that started it: a run that has ended does not begin again. */
  public RunState withoutMessage() {
    return accepted == null
        ? this
        : new RunState(
            accepted.withoutMessage(), steps, pause, pausedAt, cancelled, forced, reason, outcome);
  }

  RunState with(Step step) {
    Map<String, Step> more = new LinkedHashMap<>(steps);
    more.put(step.started().step(), step);
    return new RunState(accepted, more, pause, pausedAt, cancelled, forced, reason, outcome);
  }

  /** The state at the end of its pause, during which timeouts stood still. */
  RunState resumedAt(Instant now) {
    Map<String, Step> patient = new LinkedHashMap<>(steps);
    if (pausedAt != null) {
      patient.replaceAll((name, step) -> step.afterPause(pausedAt, now));
    }
    return new RunState(accepted, patient, null, null, cancelled, forced, null, null);
  }

  /**
   * A step of the run.
   *
   * @param approval what an approval waits for; null for any other kind
   * @param deferral why a check did not let the chain continue, or no device could join a group,
   *     when it was last asked; null if nothing defers it
   * @param settled null while it is under way
   */
  public record Step(
      StepStarted started,
      @Nullable ApprovalRequested approval,
      @Nullable StepDeferred deferral,
      @Nullable StepSettled settled) {

    /** A soak continues during a pause, because its devices are in use. */
    private Step afterPause(Instant paused, Instant resumed) {
      Instant until = started.until();
      boolean isPatient = started.kind() == StepKind.APPROVAL || started.kind() == StepKind.CHECK;
      if (!isPatient || settled != null || until == null) {
        return this;
      }
      Instant since = paused.isAfter(started.at()) ? paused : started.at();
      // Negative if the clock was set back during the pause: the end follows the clock at resume.
      Instant later = until.plus(Duration.between(since, resumed));
      return new Step(
          started.withUntil(later),
          approval == null ? null : approval.withUntil(later),
          deferral,
          null);
    }
  }
}
