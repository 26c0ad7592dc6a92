package org.fleetreboot.journal;

import static java.util.Map.entry;

import java.util.Map;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;

/** The name under which each event is stored, whatever its class is called. */
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
          entry("reboot.deferred.v1", RebootEvent.Deferred.class),
          entry("reboot.skipped.v1", RebootEvent.Skipped.class),
          entry("reboot.cancelled.v1", RebootEvent.Cancelled.class),
          entry("reboot.confirmed-late.v1", RebootEvent.ConfirmedLate.class),
          entry("group.started.v1", GroupEvent.GroupStarted.class),
          entry("group.targets-added.v1", GroupEvent.TargetsAdded.class),
          entry("group.targets-frozen.v1", GroupEvent.TargetsFrozen.class),
          entry("group.paused.v1", GroupEvent.GroupPaused.class),
          entry("group.resumed.v1", GroupEvent.GroupResumed.class),
          entry("group.stop-rule-broken.v1", GroupEvent.StopRuleBroken.class),
          entry("group.cancelled.v1", GroupEvent.GroupCancelled.class),
          entry("group.settled.v1", GroupEvent.GroupSettled.class),
          entry("run.accepted.v1", RunEvent.RunAccepted.class),
          entry("run.targets-listed.v1", RunEvent.TargetsListed.class),
          entry("run.step-started.v1", RunEvent.StepStarted.class),
          entry("run.step-settled.v1", RunEvent.StepSettled.class),
          entry("run.step-deferred.v1", RunEvent.StepDeferred.class),
          entry("run.paused.v1", RunEvent.RunPaused.class),
          entry("run.resumed.v1", RunEvent.RunResumed.class),
          entry("run.cancelled.v1", RunEvent.RunCancelled.class),
          entry("run.approval-requested.v1", RunEvent.ApprovalRequested.class),
          entry("run.approved.v1", RunEvent.Approved.class),
          entry("run.rejected.v1", RunEvent.Rejected.class),
          entry("run.settled.v1", RunEvent.RunSettled.class),
          entry("fleet.stopped.v1", FleetStopEvent.FleetStopped.class),
          entry("fleet.stop-lifted.v1", FleetStopEvent.FleetStopLifted.class),
          entry("fleet.order-refused.v1", FleetStopEvent.OrderRefused.class),
          entry("fleet.journal-placed.v1", FleetStopEvent.JournalPlaced.class),
          entry("fleet.journal-doubted.v1", FleetStopEvent.JournalDoubted.class));

  private EventTypes() {}
}
