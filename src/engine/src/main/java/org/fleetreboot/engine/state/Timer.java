package org.fleetreboot.engine.state;

import java.time.Instant;

/** What happens when a time has come. */
@FunctionalInterface
public interface Timer {
  void fire(Instant now);
}
