package org.fleetreboot.architecture.broken.engine;

import java.util.logging.Logger;

final class LogsElsewhere {
  private static final Logger LOG = Logger.getLogger("engine");

  void step() {
    LOG.info("stepped");
  }
}
