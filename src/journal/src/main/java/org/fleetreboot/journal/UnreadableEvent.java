package org.fleetreboot.journal;

import org.jspecify.annotations.Nullable;

/**
 * A stored event that this program cannot read: a newer program wrote it, or it was tampered with.
 */
public final class UnreadableEvent extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableEvent(RecordedEvent event, String reason, @Nullable Throwable cause) {
    super(
        "Event %s at position %d of %s cannot be read: %s. If a newer program wrote it, start that one."
            .formatted(event.type(), event.position().value(), event.stream().partition(), reason),
        cause);
  }
}
