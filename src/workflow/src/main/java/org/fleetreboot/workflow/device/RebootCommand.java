package org.fleetreboot.workflow.device;

import java.time.Instant;
import java.util.UUID;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.OfflinePolicy;
import org.jspecify.annotations.Nullable;

/** What is asked of the rules of one device. Every command brings its time along. */
public sealed interface RebootCommand {

  /**
   * Takes the device's turn: decides on the twin just read whether it is called.
   *
   * @param byClockOfCall now, by the clock that set how long its last call is watched
   * @param options those of its group
   * @param groupStarted when its group began, and as much later as its run was paused since: how
   *     long it may wait is counted from there
   * @param invocation the id of the call, should there be one
   * @param unlessRebootedSince no call when the hub's stamp says that the marker changed after
   *     this: a retry does not repeat what has happened meanwhile; null to call anyway
   * @param deferral why it is not called now, as things are with other devices and the hour; null
   *     when nothing speaks against it
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
   * Records what came back from a call.
   *
   * @param jitter a random number in [0, 1), for the back-off
   * @param lastCall when the last call may go out in the hours that the device is in; null when
   *     they do not end
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
   * @param invocation the call whose reboot was awaited: the poll was asked for once its intent was
   *     durable, and the twin read at its marker path
   * @param began before the read began, by the clock that set the deadline of the call: no verdict
   *     follows from a poll that began before it
   */
  record RecordPoll(UUID invocation, Instant began, Instant now, TwinReading reading)
      implements RebootCommand {}

  /**
   * Records what somebody says of the device, beside what the marker says.
   *
   * @param note at most {@value RebootEvent.Noted#LONGEST} characters
   */
  record Note(String run, String step, Instant now, String note) implements RebootCommand {}

  /** Takes up a device whose call was under way when the program died. Never calls again. */
  record Recover(Instant now) implements RebootCommand {}

  /**
   * Takes note that the device is not called yet, by something that is known without its twin.
   *
   * @param reason at most {@value RebootEvent.Noted#LONGEST} characters
   * @param deferredSince since when a check has said so; null when it is for something else
   */
  record Defer(String run, String step, Instant now, String reason, @Nullable Instant deferredSince)
      implements RebootCommand {}

  /**
   * Leaves the device out of a step.
   *
   * @param by the person who asked for it; null for a rule
   */
  record Skip(String run, String step, Instant now, @Nullable String by, String reason)
      implements RebootCommand {}

  /** Leaves the device out of a step whose group a person has cancelled. */
  record Cancel(String run, String step, Instant now, String by, String reason)
      implements RebootCommand {}
}
