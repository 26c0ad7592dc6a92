package org.fleetreboot.app.audit;

import java.time.Instant;
import java.util.Optional;
import org.fleetreboot.app.terminal.EscapedText;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.run.RunEvent;
import org.jspecify.annotations.Nullable;

/** Tells which events are decisions. */
final class Decisions {
  private Decisions() {}

  /** The decision that an event of a run records; empty if it records none. */
  static Optional<RunAudit.Decision> of(RunEvent event) {
    if (event instanceof RunEvent.Approved approved) {
      return decided(event.at(), approved.by(), "approved", approved.step(), approved.remark());
    }
    if (event instanceof RunEvent.Rejected rejected) {
      return decided(event.at(), rejected.by(), "rejected", rejected.step(), rejected.remark());
    }
    if (event instanceof RunEvent.RunPaused paused) {
      return decided(event.at(), paused.by(), "paused", null, paused.reason());
    }
    if (event instanceof RunEvent.RunResumed resumed) {
      return decided(event.at(), resumed.by(), "resumed", null, resumed.reason());
    }
    if (event instanceof RunEvent.RunCancelled cancelled) {
      return decided(
          event.at(),
          cancelled.by(),
          cancelled.forced() ? "cancelled by force" : "cancelled",
          null,
          cancelled.reason());
    }
    return Optional.empty();
  }

  /** An order that was refused. */
  static Optional<RunAudit.Decision> of(FleetStopEvent.OrderRefused refused) {
    return decided(
        refused.at(),
        refused.by(),
        "was refused to " + refused.order(),
        refused.device() == null ? refused.step() : refused.device(),
        refused.reason());
  }

  /** The decision of a person that an event of a device records; empty if it records none. */
  static Optional<RunAudit.Decision> of(String device, RebootEvent event) {
    return event instanceof RebootEvent.Skipped skipped && skipped.by() != null
        ? decided(event.at(), skipped.by(), "skipped", device, skipped.reason())
        : Optional.empty();
  }

  private static Optional<RunAudit.Decision> decided(
      Instant at, Requester by, String what, @Nullable String about, @Nullable String reason) {
    return Optional.of(
        new RunAudit.Decision(
            at,
            EscapedText.line(by.text()),
            what,
            about == null ? null : EscapedText.line(about),
            reason == null ? null : EscapedText.line(reason)));
  }
}
