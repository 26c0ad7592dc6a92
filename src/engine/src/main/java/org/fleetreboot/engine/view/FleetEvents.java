package org.fleetreboot.engine.view;

import java.time.Instant;
import java.util.regex.Pattern;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.StreamNames;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Turns events of the journal into what subscribers and people see. Thread-safe. */
public final class FleetEvents {
  private static final Pattern SETTLED = Pattern.compile("(group|run)\\.settled\\.v\\d+");

  private static final Pattern NOT_BACK =
      Pattern.compile(
          "(reboot\\.(not-confirmed|outcome-unknown|confirmed-late)|group\\.settled)\\.v\\d+");

  private final EventCodec codec;

  public FleetEvents(EventCodec codec) {
    this.codec = codec;
  }

  /** Whether a subscriber of that kind wants the event. */
  public boolean isOf(EventKind kind, RecordedEvent recorded) {
    if (kind == EventKind.ALL) {
      return true;
    }
    if (kind == EventKind.HEAD) {
      return false;
    }
    if (kind == EventKind.NOT_BACK) {
      return NOT_BACK.matcher(recorded.type()).matches();
    }
    if (kind == EventKind.RESULT && SETTLED.matcher(recorded.type()).matches()) {
      return true;
    }
    return codec.isSettling(recorded);
  }

  /** The event for people. */
  public FleetEvent of(RecordedEvent recorded) {
    Object event = codec.decode(recorded);
    if (event instanceof RebootEvent reboot) {
      Outcome outcome = reboot.outcome();
      return seen(
          recorded,
          reboot.at(),
          reboot.run(),
          reboot.step(),
          StreamNames.device(recorded.stream()),
          outcome == null ? null : outcome.word());
    }
    if (event instanceof GroupEvent group) {
      StreamId stream = recorded.stream();
      return seen(
          recorded, group.at(), StreamNames.run(stream), StreamNames.step(stream), null, null);
    }
    if (event instanceof FleetStopEvent.OrderRefused refused) {
      return seen(recorded, refused.at(), refused.run(), refused.step(), refused.device(), null);
    }
    if (event instanceof FleetStopEvent stop) {
      return seen(recorded, stop.at(), null, null, null, null);
    }
    if (event instanceof RunEvent run) {
      return seen(recorded, run.at(), StreamNames.run(recorded.stream()), run.step(), null, null);
    }
    throw new AssertionError(event);
  }

  private FleetEvent seen(
      RecordedEvent recorded,
      Instant at,
      @Nullable String run,
      @Nullable String step,
      @Nullable String device,
      @Nullable String outcome) {
    return new FleetEvent(
        recorded.id(),
        recorded.stream().partition(),
        recorded.position().value(),
        recorded.type(),
        at,
        run,
        step,
        device,
        outcome,
        codec.fields(recorded));
  }
}
