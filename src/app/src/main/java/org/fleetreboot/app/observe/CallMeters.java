package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/** How long calls took, from the decision to the answer, by the answer. */
final class CallMeters {
  private final Timer accepted;
  private final Timer rejected;
  private final Timer busy;
  private final Timer lost;
  private final Map<InvocationAnswer.Cause, Timer> notDelivered =
      new EnumMap<>(InvocationAnswer.Cause.class);

  CallMeters(MeterRegistry registry) {
    accepted = timer(registry, "accepted");
    rejected = timer(registry, "rejected");
    busy = timer(registry, "busy");
    lost = timer(registry, "lost");
    for (InvocationAnswer.Cause cause : InvocationAnswer.Cause.values()) {
      notDelivered.put(
          cause, timer(registry, cause.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
  }

  private static Timer timer(MeterRegistry registry, String answer) {
    return Timer.builder("reboot.calls")
        .description("Calls of the direct method, by the answer, and how long they took.")
        .tag("answer", answer)
        .serviceLevelObjectives(
            Buckets.millis(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000))
        .register(registry);
  }

  void moved(RebootState before, RebootEvent event) {
    if (before instanceof RebootState.Calling calling) {
      Timer timer = of(event);
      if (timer != null) {
        timer.record(Duration.between(calling.intent().at(), event.at()));
      }
    }
  }

  /** The timer of that answer; null if the event is not about one. */
  private @Nullable Timer of(RebootEvent event) {
    if (event instanceof RebootEvent.Accepted) {
      return accepted;
    }
    if (event instanceof RebootEvent.Rejected) {
      return rejected;
    }
    if (event instanceof RebootEvent.Busy) {
      return busy;
    }
    if (event instanceof RebootEvent.AnswerLost) {
      return lost;
    }
    if (event instanceof RebootEvent.FoundOffline) {
      return notDelivered.get(InvocationAnswer.Cause.OFFLINE);
    }
    return event instanceof RebootEvent.NotDelivered undelivered
        ? notDelivered.get(undelivered.cause())
        : null;
  }
}
