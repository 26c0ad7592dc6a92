package org.fleetreboot.engine;

import java.util.regex.Pattern;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.workflow.FleetStopEvent;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.RebootEvent;
import org.fleetreboot.workflow.RolloutEvent;
import org.fleetreboot.workflow.RunEvent;

/** Turns events of the journal into what subscribers and people see. Thread-safe. */
public final class FleetEvents {
  private static final String REBOOT = "reboot.";
  private static final Pattern SETTLED = Pattern.compile("(rollout|run)\\.settled\\.v\\d+");

  private final EventCodec codec;

  public FleetEvents(EventCodec codec) {
    this.codec = codec;
  }

  /** Whether a subscriber of that kind wants the event. */
  public boolean isOf(EventKind kind, RecordedEvent recorded) {
    if (kind == EventKind.ALL) {
      return true;
    }
    if (kind == EventKind.RESULT && SETTLED.matcher(recorded.type()).matches()) {
      return true;
    }
    return recorded.type().startsWith(REBOOT)
        && codec.decode(recorded) instanceof RebootEvent event
        && event.outcome() != null;
  }

  /** The event for people. */
  public FleetEvent of(RecordedEvent recorded) {
    Object event = codec.decode(recorded);
    if (event instanceof RebootEvent reboot) {
      Outcome outcome = reboot.outcome();
      return new FleetEvent(
          recorded.id(),
          recorded.stream().partition(),
          recorded.position().value(),
          recorded.type(),
          reboot.at(),
          reboot.run(),
          reboot.step(),
          Streams.device(recorded.stream()),
          outcome == null ? null : outcome.word(),
          codec.fields(recorded));
    }
    if (event instanceof RolloutEvent rollout) {
      return new FleetEvent(
          recorded.id(),
          recorded.stream().partition(),
          recorded.position().value(),
          recorded.type(),
          rollout.at(),
          Streams.run(recorded.stream()),
          Streams.step(recorded.stream()),
          null,
          null,
          codec.fields(recorded));
    }
    if (event instanceof FleetStopEvent stop) {
      return new FleetEvent(
          recorded.id(),
          recorded.stream().partition(),
          recorded.position().value(),
          recorded.type(),
          stop.at(),
          null,
          null,
          null,
          null,
          codec.fields(recorded));
    }
    if (event instanceof RunEvent run) {
      return new FleetEvent(
          recorded.id(),
          recorded.stream().partition(),
          recorded.position().value(),
          recorded.type(),
          run.at(),
          Streams.run(recorded.stream()),
          step(run),
          null,
          null,
          codec.fields(recorded));
    }
    throw new AssertionError(event);
  }

  private static @org.jspecify.annotations.Nullable String step(RunEvent event) {
    if (event instanceof RunEvent.StepStarted started) {
      return started.step();
    }
    if (event instanceof RunEvent.ApprovalRequested requested) {
      return requested.step();
    }
    if (event instanceof RunEvent.Approved approved) {
      return approved.step();
    }
    if (event instanceof RunEvent.Rejected rejected) {
      return rejected.step();
    }
    return event instanceof RunEvent.StepSettled settled ? settled.step() : null;
  }
}
