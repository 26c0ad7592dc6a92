package org.fleetreboot.reboot.events;

import org.fleetreboot.reboot.redaction.Redaction;

/** A route failed of an event, which comes again; whoever hands events over logs why. */
final class EventHandlingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventHandlingFailed(Throwable failure) {
    super(Redaction.messageOf(failure));
  }
}
