package org.fleetreboot.engine;

import java.time.Instant;

/** What happens when its time has come. */
@FunctionalInterface
interface Timer {
  void ring(Instant now);
}
