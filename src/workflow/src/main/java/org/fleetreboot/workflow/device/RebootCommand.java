package org.fleetreboot.workflow.device;

import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** A command to the rules of one device. Every command carries its time. */
public sealed interface RebootCommand {

  /**
   * Takes the device's turn: decides by the twin just read whether the device is called.
   *
   * @param byClockOfCall now, by the clock that set how long its last call is watched
   * @param options the options of its group
   * @param groupStarted when its group began, plus the time its run was paused since: the start of
   *     the time for which it is waited for
   * @param invocation the id of the call, if there is one
   * @param unlessRebootedSince do not call if the hub stamped a changed marker after this time, so
   *     that a retry does not repeat a reboot; null to call anyway
   * @param deferral why other devices or the hour defer it or make it skipped; null if they do not
   */
  record TakeTurn(
      String run,
      String step,
      Instant now,
      Instant byClockOfCall,
      GroupOptions options,
      Instant groupStarted,
      TwinReading baseline,
      UUID invocation,
      @Nullable Instant unlessRebootedSince,
      @Nullable Deferral deferral)
      implements RebootCommand {
    CallOptions callOptions() {
      return options.callOptions();
    }

    OfflinePolicy offlinePolicy() {
      return options.offlinePolicy();
    }
  }

  /**
   * Records the result of a call.
   *
   * @param jitter a random number in [0, 1), for the back-off
   * @param lastCall when the last call of the device's current window may be sent; null if the
   *     window does not end
   */
  record RecordAnswer(
      UUID invocation,
      Instant now,
      InvocationAnswer answer,
      double jitter,
      @Nullable Instant lastCall)
      implements RebootCommand {}

  /**
   * Records what a poll of the twin found.
   *
   * @param invocation the call whose reboot was awaited: the poll was requested after its intent
   *     was durable, and read the twin at its marker path
   * @param began a time before the read began, by the clock that set the deadline of the call: a
   *     poll that began before the deadline gives no verdict
   */
  record RecordPoll(UUID invocation, Instant began, Instant now, TwinReading reading)
      implements RebootCommand {}

  /**
   * Records a remark about the device.
   *
   * @param note at most {@value RebootEvent.Noted#LONGEST} characters
   */
  record Note(String run, String step, Instant now, String note) implements RebootCommand {}

  /** Continues with a device whose call was under way when the program died. Never calls again. */
  record Recover(Instant now) implements RebootCommand {}

  /**
   * Defers the device for a reason that is known without its twin.
   *
   * @param reason at most {@value RebootEvent.Noted#LONGEST} characters
   * @param deferredSince since when a check has deferred it; null for any other reason
   */
  record Defer(String run, String step, Instant now, String reason, @Nullable Instant deferredSince)
      implements RebootCommand {}

  /**
   * Skips the device in a step.
   *
   * @param by the person who asked for it; null for a rule
   */
  record Skip(String run, String step, Instant now, @Nullable Requester by, String reason)
      implements RebootCommand {}

  /** Ends the device uncalled in a step whose group a person has cancelled. */
  record Cancel(String run, String step, Instant now, Requester by, String reason)
      implements RebootCommand {}
}
