package org.fleetreboot.architecture.broken.workflow;

import java.time.Instant;
import java.util.function.Supplier;

final class RefersToTheClock {
  Supplier<Instant> clock() {
    return Instant::now;
  }
}
