package org.fleetreboot.reboot.events;

import org.fleetreboot.reboot.redaction.Redaction;

/**
 * A route failed to handle an event, which will be delivered again; the code that delivers events
 * logs the reason.
 */
final class EventHandlingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventHandlingFailed(Throwable failure) {
    super(Redaction.messageOf(failure));
  }
}
