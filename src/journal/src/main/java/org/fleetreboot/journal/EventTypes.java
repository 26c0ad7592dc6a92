package org.fleetreboot.journal;

import static java.util.Map.entry;

import java.util.Map;
import org.fleetreboot.workflow.FleetStopEvent;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RunEvent;

/**
 * The name under which each event is stored, for ever: classes may be renamed, these may not. A
 * form that old programs could misread gets the next version, and an {@link Upcaster} for the old.
 */
final class EventTypes {
  static final Map<String, Class<? extends Record>> BY_NAME =
      Map.ofEntries(
          entry("reboot.invocation-intended.v1", RebootEvent.InvocationIntended.class),
          entry("reboot.accepted.v1", RebootEvent.Accepted.class),
          entry("reboot.rejected.v1", RebootEvent.Rejected.class),
          entry("reboot.busy.v1", RebootEvent.Busy.class),
          entry("reboot.answer-lost.v1", RebootEvent.AnswerLost.class),
          entry("reboot.not-delivered.v1", RebootEvent.NotDelivered.class),
          entry("reboot.confirmed.v1", RebootEvent.Confirmed.class),
          entry("reboot.came-back.v1", RebootEvent.CameBack.class),
          entry("reboot.rebooted-again.v1", RebootEvent.RebootedAgain.class),
          entry("reboot.noted.v1", RebootEvent.Noted.class),
          entry("reboot.not-confirmed.v1", RebootEvent.NotConfirmed.class),
          entry("reboot.outcome-unknown.v1", RebootEvent.OutcomeUnknown.class),
          entry("reboot.found-offline.v1", RebootEvent.FoundOffline.class),
          entry("reboot.failed.v1", RebootEvent.Failed.class),
          entry("reboot.put-off.v1", RebootEvent.PutOff.class),
          entry("reboot.skipped.v1", RebootEvent.Skipped.class),
          entry("reboot.cancelled.v1", RebootEvent.Cancelled.class),
          entry("reboot.confirmed-late.v1", RebootEvent.ConfirmedLate.class),
          entry("rollout.started.v2", RolloutEvent.RolloutStarted.class),
          entry("rollout.targets-added.v1", RolloutEvent.TargetsAdded.class),
          entry("rollout.targets-frozen.v1", RolloutEvent.TargetsFrozen.class),
          entry("rollout.paused.v1", RolloutEvent.RolloutPaused.class),
          entry("rollout.resumed.v1", RolloutEvent.RolloutResumed.class),
          entry("rollout.stop-rule-broken.v1", RolloutEvent.StopRuleBroken.class),
          entry("rollout.cancelled.v1", RolloutEvent.RolloutCancelled.class),
          entry("rollout.settled.v1", RolloutEvent.RolloutSettled.class),
          entry("run.accepted.v1", RunEvent.RunAccepted.class),
          entry("run.targets-listed.v1", RunEvent.TargetsListed.class),
          entry("run.step-started.v1", RunEvent.StepStarted.class),
          entry("run.step-settled.v1", RunEvent.StepSettled.class),
          entry("run.step-put-off.v1", RunEvent.StepPutOff.class),
          entry("run.paused.v1", RunEvent.RunPaused.class),
          entry("run.resumed.v1", RunEvent.RunResumed.class),
          entry("run.cancelled.v1", RunEvent.RunCancelled.class),
          entry("run.approval-requested.v1", RunEvent.ApprovalRequested.class),
          entry("run.approved.v1", RunEvent.Approved.class),
          entry("run.rejected.v1", RunEvent.Rejected.class),
          entry("run.settled.v1", RunEvent.RunSettled.class),
          entry("fleet.stopped.v1", FleetStopEvent.FleetStopped.class),
          entry("fleet.stop-lifted.v1", FleetStopEvent.FleetStopLifted.class),
          entry("fleet.journal-placed.v1", FleetStopEvent.JournalPlaced.class),
          entry("fleet.journal-doubted.v1", FleetStopEvent.JournalDoubted.class));

  private EventTypes() {}
}
