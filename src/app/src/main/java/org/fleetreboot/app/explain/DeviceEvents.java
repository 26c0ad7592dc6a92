package org.fleetreboot.app.explain;

import static org.fleetreboot.app.explain.Phrases.because;
import static org.fleetreboot.app.explain.Phrases.plain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.workflow.BootMarker;
import org.fleetreboot.workflow.DurationFormat;
import org.fleetreboot.workflow.device.InvocationAnswer.Cause;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;
import org.jspecify.annotations.Nullable;

/** Says each event of a device in a sentence. */
final class DeviceEvents {
  private DeviceEvents() {}

  /**
   * The event in words.
   *
   * @param call the last call of its step before it; null if there was none
   */
  static Sentence said(RebootEvent event, @Nullable InvocationIntended call) {
    return sentence(event, call).inRun(event.run()).inStep(event.step());
  }

  private static Sentence sentence(RebootEvent event, @Nullable InvocationIntended call) {
    if (event instanceof InvocationIntended intent) {
      return say(Kind.CALL, event, turn(intent));
    }
    if (event instanceof RebootEvent.Accepted accepted) {
      return say(
          Kind.ANSWER,
          event,
          "It answered %d%s: it promised to reboot."
              .formatted(accepted.status(), payload(accepted.response())));
    }
    if (event instanceof RebootEvent.Busy busy) {
      return say(
          Kind.ANSWER,
          event,
          "It answered %d%s, which means busy%s. It is called again from %s on."
              .formatted(
                  busy.status(),
                  payload(busy.response()),
                  times(busy.busyAnswers(), call),
                  TimeText.time(busy.retryAt())));
    }
    if (event instanceof RebootEvent.AnswerLost lost) {
      return say(
          Kind.ANSWER,
          event,
          "Its answer was lost%s. Nobody knows whether the call reached it, so it is not called again; its twin will show whether it reboots."
              .formatted(because(lost.detail())));
    }
    if (event instanceof RebootEvent.NotDelivered failed) {
      return say(
          Kind.ANSWER,
          event,
          "%s%s. It is called again from %s on."
              .formatted(
                  undelivered(failed.cause()),
                  because(failed.detail()),
                  TimeText.time(failed.retryAt())));
    }
    if (event instanceof RebootEvent.CameBack back) {
      return say(
          Kind.BOOT,
          event,
          "It is back: %s.%s"
              .formatted(
                  changed(back.after(), call),
                  call == null || call.stayUp() == null
                      ? ""
                      : " It now has to stay up for " + DurationFormat.of(call.stayUp()) + "."));
    }
    if (event instanceof RebootEvent.RebootedAgain again) {
      return say(
          Kind.BOOT,
          event,
          "It rebooted once more, by itself: %d reboots since its call."
              .formatted(again.reboots()));
    }
    if (event instanceof RebootEvent.ConfirmedLate late) {
      return say(
          Kind.BOOT,
          event,
          "It had rebooted after all, only late: %s. Its outcome stays as it was."
              .formatted(changed(late.after(), call)));
    }
    if (event instanceof RebootEvent.Deferred deferral) {
      return say(
          Kind.DEFERRED,
          event,
          "It was not called yet: %s.%s"
              .formatted(
                  plain(deferral.reason()),
                  deferral.deferredSince() == null
                      ? ""
                      : " Its check has said so since "
                          + TimeText.time(deferral.deferredSince())
                          + "."));
    }
    if (event instanceof RebootEvent.Noted noted) {
      return say(Kind.REMARK, event, "Noted: %s.".formatted(plain(noted.note())));
    }
    return say(Kind.OUTCOME, event, outcome(event, call));
  }

  private static String outcome(RebootEvent event, @Nullable InvocationIntended call) {
    if (event instanceof RebootEvent.Confirmed confirmed) {
      String took =
          call == null
              ? ""
              : ", "
                  + DurationFormat.about(Duration.between(call.at(), event.at()))
                  + " after its call";
      return "It has rebooted%s: %s.".formatted(took, changed(confirmed.after(), call));
    }
    if (event instanceof RebootEvent.Rejected rejected) {
      return "It refused: it answered %d%s%s."
          .formatted(
              rejected.status(),
              payload(rejected.response()),
              rejected.reason() == null ? "" : ", " + plain(rejected.reason()));
    }
    if (event instanceof RebootEvent.NotConfirmed ended) {
      return "It was not seen to reboot in time%s.%s"
          .formatted(because(ended.reason()), watched(ended.watchUntil(), event));
    }
    if (event instanceof RebootEvent.OutcomeUnknown ended) {
      return "Nobody knows whether it rebooted%s.%s"
          .formatted(because(ended.reason()), watched(ended.watchUntil(), event));
    }
    if (event instanceof RebootEvent.FoundOffline offline) {
      return "It was offline%s.".formatted(because(offline.reason()));
    }
    if (event instanceof RebootEvent.Failed failed) {
      return "It cannot be rebooted%s.".formatted(because(failed.reason()));
    }
    if (event instanceof RebootEvent.Skipped skipped) {
      return skipped.by() == null
          ? "It was skipped%s.".formatted(because(skipped.reason()))
          : "%s skipped it%s.".formatted(skipped.by(), because(skipped.reason()));
    }
    if (event instanceof RebootEvent.Cancelled cancelled) {
      return "It was cancelled before its call, by %s%s."
          .formatted(cancelled.by(), because(cancelled.reason()));
    }
    throw new AssertionError(event);
  }

  private static Sentence say(Kind kind, RebootEvent event, String text) {
    return Sentence.of(kind, event.at(), text);
  }

  private static String turn(InvocationIntended intent) {
    BootMarker before = intent.before();
    String marker = intent.marker().path();
    String known =
        before.value() == null
            ? "had never reported " + marker
            : "had reported %s %s%s"
                .formatted(
                    marker,
                    plain(before.value()),
                    before.lastUpdated() == null
                        ? ""
                        : " (stamped " + TimeText.time(before.lastUpdated()) + ")");
    return "Its turn came. By its twin it was %s, and %s. One call of %s was recorded%s, to be sent by %s or never."
        .formatted(
            intent.connectedBefore() ? "connected" : "not connected",
            known,
            intent.method(),
            intent.send() == 1 ? "" : ", its call " + intent.send() + " in this step",
            TimeText.time(intent.notAfter()));
  }

  /** {@code with "Rebooting"}; empty without a payload. */
  private static String payload(@Nullable String response) {
    return response == null ? "" : " with " + plain(response);
  }

  private static String times(int answers, @Nullable InvocationIntended call) {
    return call == null
        ? ""
        : ": answer %d of at most %d".formatted(answers, call.busy().busyAttempts());
  }

  private static String undelivered(Cause cause) {
    return switch (cause) {
      case THROTTLED -> "The hub throttled its call, which did not reach it";
      case HUB_TROUBLE -> "The hub could not be used for its call, which did not reach it";
      case NOT_SENT -> "Its call was not sent in time, and so not at all";
      case OFFLINE -> "It was offline, and its call did not reach it";
      case REFUSED_FOR_DEVICE -> "The hub refused its call, which did not reach it";
      case MALFORMED -> "The hub refused its call as malformed";
    };
  }

  private static String changed(BootMarker after, @Nullable InvocationIntended call) {
    String value = after.value() == null ? "nothing" : plain(after.value());
    String stamp =
        after.lastUpdated() == null ? "" : ", stamped " + TimeText.time(after.lastUpdated());
    if (call == null) {
      return "its marker is " + value + stamp;
    }
    String before = call.before().value();
    if (Objects.equals(before, after.value())) {
      return "%s is %s again, reported anew%s".formatted(call.marker().path(), value, stamp);
    }
    return "%s changed from %s to %s%s"
        .formatted(call.marker().path(), before == null ? "nothing" : plain(before), value, stamp);
  }

  private static String watched(Instant until, RebootEvent event) {
    return until.isAfter(event.at())
        ? " It is watched until " + TimeText.time(until) + ", in case it reboots late."
        : "";
  }
}
