package org.fleetreboot.architecture.broken.workflow;

import java.time.Instant;

public final class ReadsTheClock {
  Instant now() {
    return Instant.now();
  }
}
