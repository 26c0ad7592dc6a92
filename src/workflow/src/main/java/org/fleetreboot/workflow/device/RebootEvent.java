package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;

/** An event of one device. Every event names the run and the step that it belongs to. */
public sealed interface RebootEvent {
  /** A longer payload of an answer is cut, and says so; in bytes of UTF-8. */
  int LONGEST_RESPONSE = 4_096;

  String run();

  String step();

  Instant at();

  /** The outcome that this event settles; null if it settles none. */
  default @Nullable Outcome outcome() {
    return null;
  }

  /** An event that settles the outcome of a device in a group. */
  sealed interface Settling extends RebootEvent {
    @Override
    Outcome outcome();
  }

  /**
   * A call is about to be sent. Durable before the send; each intent is sent at most once.
   *
   * @param attempt from 1; grows when a call is proved undelivered because the device is offline
   * @param send from 1; grows with every call of this step to the device
   * @param payloadHash SHA-256 of the payload in hex; null for none
   * @param marker the path at which {@code before} was read and later polls read
   * @param before what the twin said right before the call
   * @param connectedBefore whether the hub believed the device to be connected then
   * @param notAfter send it by then or not at all
   * @param stayUp how long it must stay up once it is back; null if it need not
   * @param tags the tags that relate it to other devices, by path; null for none
   * @param busy which answers mean that it is busy
   * @param busyAnswers how many calls of this step it has answered as busy before
   * @param refusals how many calls of this step the hub has refused before because of the device
   */
  record InvocationIntended(
      String run,
      String step,
      Instant at,
      UUID invocation,
      int attempt,
      int send,
      String method,
      @Nullable String payloadHash,
      MarkerPath marker,
      BootMarker before,
      boolean connectedBefore,
      Instant notAfter,
      ConfirmBy confirm,
      Duration confirmWithin,
      int attempts,
      Duration connectTimeout,
      @Nullable Duration stayUp,
      @Nullable Map<String, String> tags,
      BusyRule busy,
      int busyAnswers,
      int refusals)
      implements RebootEvent, Call {
    public InvocationIntended {
      tags = tags == null ? null : Collections.unmodifiableMap(new TreeMap<>(tags));
    }
  }

  /**
   * The device only promised to reboot.
   *
   * @param status from 200 to 399
   * @param response its payload as JSON text, at most {@value #LONGEST_RESPONSE} bytes; null if
   *     there is none or it is not kept
   */
  record Accepted(
      String run, String step, Instant at, UUID invocation, int status, @Nullable String response)
      implements RebootEvent {}

  /**
   * The device refused.
   *
   * @param response see {@link Accepted}
   * @param reason why this is a refusal, if the status alone does not say; otherwise null
   * @param retryAt from when the busy device may be called by others; null if it named no time
   */
  record Rejected(
      String run,
      String step,
      Instant at,
      UUID invocation,
      int status,
      @Nullable String response,
      @Nullable String reason,
      @Nullable Instant retryAt)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.REJECTED;
    }
  }

  /**
   * The device received the call, has started nothing, and says that it cannot now. It is called
   * again from {@code retryAt} on.
   *
   * @param response see {@link Accepted}
   * @param busyAnswers how many calls of this step it has answered as busy, including this one
   */
  record Busy(
      String run,
      String step,
      Instant at,
      UUID invocation,
      int status,
      @Nullable String response,
      int busyAnswers,
      Instant retryAt)
      implements RebootEvent {}

  /** Nobody knows whether the device received the call; its marker will show it. */
  record AnswerLost(String run, String step, Instant at, UUID invocation, String detail)
      implements RebootEvent {}

  /** The device provably did not receive the call; it may be called again from {@code retryAt}. */
  record NotDelivered(
      String run,
      String step,
      Instant at,
      UUID invocation,
      InvocationAnswer.Cause cause,
      String detail,
      Instant retryAt)
      implements RebootEvent {}

  /**
   * The device has rebooted: its marker changed after the call.
   *
   * @param status what it had answered; null if the answer was lost or there was none
   * @param response see {@link Accepted}
   */
  record Confirmed(
      String run,
      String step,
      Instant at,
      UUID invocation,
      BootMarker after,
      @Nullable Integer status,
      @Nullable String response)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.CONFIRMED;
    }
  }

  /** The marker changed after the call; now the device must stay up. */
  record CameBack(String run, String step, Instant at, UUID invocation, BootMarker after)
      implements RebootEvent {}

  /**
   * A device that had come back has rebooted once more, by itself.
   *
   * @param reboots since its call, including this one
   */
  record RebootedAgain(
      String run, String step, Instant at, UUID invocation, BootMarker after, int reboots)
      implements RebootEvent {}

  /**
   * It accepted but a poll after the deadline saw no change, or it came back but did not stay up.
   *
   * @param watchUntil a change until then is recorded as late
   * @param reason what was seen last
   * @param status what it had answered; null if the answer was lost
   * @param response see {@link Accepted}
   */
  record NotConfirmed(
      String run,
      String step,
      Instant at,
      UUID invocation,
      Instant watchUntil,
      String reason,
      @Nullable Integer status,
      @Nullable String response)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.NOT_CONFIRMED;
    }
  }

  /**
   * A poll after the deadline saw no proof, and the answer had been lost or the device may be
   * another one under the same id.
   *
   * @param reason what was seen last
   */
  record OutcomeUnknown(
      String run, String step, Instant at, UUID invocation, Instant watchUntil, String reason)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.UNKNOWN;
    }
  }

  /**
   * Proved unreachable with no attempt left, or not connected for as long as its group waits.
   *
   * @param invocation the last call; null if there was none
   * @param reason what was seen
   */
  record FoundOffline(
      String run, String step, Instant at, @Nullable UUID invocation, int attempts, String reason)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.OFFLINE;
    }
  }

  /** No reboot is possible: not registered, or refused by the hub for this device. */
  record Failed(String run, String step, Instant at, @Nullable UUID invocation, String reason)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.FAILED;
    }
  }

  /**
   * Its turn has come, but it is not called yet. Repeated reasons are recorded once, and reasons
   * that keep changing at most once a minute.
   *
   * @param reason for people, at most {@value Noted#LONGEST} characters
   * @param deferredSince since when a check has deferred it; null for any other reason
   */
  record Deferred(
      String run, String step, Instant at, String reason, @Nullable Instant deferredSince)
      implements RebootEvent {
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** Whether the later deferral adds nothing worth an event. */
    boolean covers(Deferred later) {
      return Objects.equals(deferredSince, later.deferredSince)
          && (reason.equals(later.reason) || later.at.isBefore(at.plus(SELDOM)));
    }
  }

  /**
   * The device is not called.
   *
   * @param by the person who skipped the device; null for a rule
   */
  record Skipped(String run, String step, Instant at, @Nullable Requester by, String reason)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.SKIPPED;
    }
  }

  /** A person cancelled its group before the call. */
  record Cancelled(String run, String step, Instant at, Requester by, String reason)
      implements Settling {
    @Override
    public Outcome outcome() {
      return Outcome.CANCELLED;
    }
  }

  /**
   * A remark about the device, such as the result of a health test.
   *
   * @param note for people, at most {@value #LONGEST} characters
   */
  record Noted(String run, String step, Instant at, String note) implements RebootEvent {
    public static final int LONGEST = 1_000;
  }

  /** The marker of a device that had ended unknown or not confirmed changed after all. */
  record ConfirmedLate(String run, String step, Instant at, UUID invocation, BootMarker after)
      implements RebootEvent {}
}
