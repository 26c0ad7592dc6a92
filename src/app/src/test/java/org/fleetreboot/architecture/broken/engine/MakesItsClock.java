package org.fleetreboot.architecture.broken.engine;

import java.time.InstantSource;

final class MakesItsClock {
  InstantSource clock = InstantSource.system();
}
