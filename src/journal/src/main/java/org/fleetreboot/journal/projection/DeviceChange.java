package org.fleetreboot.journal.projection;

import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.workflow.InstantFormat;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.device.RebootEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes in what is shown of its device in a step. It can be carried out without a
 * look at what was shown before, so that a table is changed by one statement.
 *
 * @param status where the device stands from then on; null if neither that nor its time changes
 * @param detail what {@code text} does to the detail
 * @param text in which U+FFFD stands for NUL, because not every database holds that; null for none
 * @param answer what becomes of the answer
 * @param backLate whether the device was back after its outcome, at the time of the event
 */
public record DeviceChange(
    @Nullable DeviceStatus status,
    Detail detail,
    @Nullable String text,
    Answered answer,
    boolean backLate) {
  public DeviceChange {
    text = text == null ? null : text.replace('\0', '\uFFFD');
  }

  /** How much of an answer fits in a line that people read; the event has all of it. */
  private static final int LONGEST = 100;

  /** What happens to the detail. */
  public enum Detail {
    /** It is replaced. */
    REPLACED,
    /** It is replaced, unless the device has rebooted once more by itself, which stays said. */
    REPLACED_IF_PLANNED,
    /** It is replaced, and from now on the device has rebooted once more by itself. */
    REPLACED_AND_UNPLANNED,
    /** The text is added at its end, unless it is there already: a note may come more than once. */
    ADDED
  }

  /** What happens to the answer. */
  public enum Answered {
    /** It stays. */
    AS_BEFORE,
    /** The device has not answered its new call. */
    NOT_YET,
    /** The event is the answer. */
    NOW
  }

  /** What that event changes. */
  public static DeviceChange of(RebootEvent event) {
    Outcome outcome = event.outcome();
    if (outcome != null) {
      return new DeviceChange(
          DeviceStatus.of(outcome),
          outcome == Outcome.CONFIRMED ? Detail.REPLACED_IF_PLANNED : Detail.REPLACED,
          detail(event),
          answered(event),
          false);
    }
    if (event instanceof RebootEvent.InvocationIntended) {
      return replaced(DeviceStatus.CALLING, event, null);
    }
    if (event instanceof RebootEvent.Deferred deferral) {
      return replaced(DeviceStatus.WAITING, event, deferral.reason());
    }
    if (event instanceof RebootEvent.NotDelivered || event instanceof RebootEvent.Busy) {
      return replaced(DeviceStatus.RETRYING, event, detail(event));
    }
    if (event instanceof RebootEvent.Noted noted) {
      return new DeviceChange(null, Detail.ADDED, noted.note(), Answered.AS_BEFORE, false);
    }
    if (event instanceof RebootEvent.ConfirmedLate) {
      String text = "confirmed late at " + event.at();
      return new DeviceChange(null, Detail.REPLACED, text, Answered.AS_BEFORE, true);
    }
    if (event instanceof RebootEvent.RebootedAgain) {
      return new DeviceChange(
          DeviceStatus.AWAITING,
          Detail.REPLACED_AND_UNPLANNED,
          detail(event),
          Answered.AS_BEFORE,
          false);
    }
    return replaced(DeviceStatus.AWAITING, event, detail(event));
  }

  private static DeviceChange replaced(
      @Nullable DeviceStatus status, RebootEvent event, @Nullable String detail) {
    return new DeviceChange(status, Detail.REPLACED, detail, answered(event), false);
  }

  private static Answered answered(RebootEvent event) {
    if (event instanceof RebootEvent.InvocationIntended) {
      return Answered.NOT_YET;
    }
    return answer(event) == null ? Answered.AS_BEFORE : Answered.NOW;
  }

  /** The answer of the device in that event; null if it is none. */
  public static DeviceView.@Nullable Answer answer(RebootEvent event) {
    if (event instanceof RebootEvent.Accepted accepted) {
      return new DeviceView.Answer(accepted.status(), accepted.response());
    }
    if (event instanceof RebootEvent.Rejected rejected) {
      return new DeviceView.Answer(rejected.status(), rejected.response());
    }
    return event instanceof RebootEvent.Busy busy
        ? new DeviceView.Answer(busy.status(), busy.response())
        : null;
  }

  private static String answered(int status, @Nullable String response) {
    String answered = "the device answered " + status;
    if (response == null) {
      return answered;
    }
    return answered
        + ": "
        + (response.length() > LONGEST ? response.substring(0, LONGEST) + "…" : response);
  }

  /** What people are told of the event besides its status; null for nothing. */
  public static @Nullable String detail(RebootEvent event) {
    if (event instanceof RebootEvent.Rejected rejected) {
      String reason = rejected.reason();
      return answered(rejected.status(), rejected.response())
          + (reason == null ? "" : "; " + reason);
    }
    if (event instanceof RebootEvent.Busy busy) {
      return "busy: "
          + answered(busy.status(), busy.response())
          + "; called again at "
          + InstantFormat.of(busy.retryAt());
    }
    if (event instanceof RebootEvent.AnswerLost lost) {
      return "answer lost: " + lost.detail();
    }
    if (event instanceof RebootEvent.NotDelivered notDelivered) {
      return notDelivered.detail();
    }
    if (event instanceof RebootEvent.CameBack) {
      return "back, and has to stay up";
    }
    if (event instanceof RebootEvent.RebootedAgain again) {
      return "rebooted again by itself, " + again.reboots() + " reboots after one call";
    }
    if (event instanceof RebootEvent.NotConfirmed ended) {
      return ended.reason();
    }
    if (event instanceof RebootEvent.OutcomeUnknown ended) {
      return ended.reason();
    }
    if (event instanceof RebootEvent.FoundOffline offline) {
      return offline.reason();
    }
    if (event instanceof RebootEvent.Failed failed) {
      return failed.reason();
    }
    if (event instanceof RebootEvent.Skipped skipped) {
      return skipped.reason();
    }
    if (event instanceof RebootEvent.Cancelled cancelled) {
      return cancelled.reason();
    }
    return null;
  }
}
