package org.fleetreboot.architecture.broken.journal;

import org.fleetreboot.architecture.broken.engine.TimesItself;

final class DrivesTheEngine {
  TimesItself engine = new TimesItself();
}
