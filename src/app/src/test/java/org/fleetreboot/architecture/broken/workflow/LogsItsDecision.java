package org.fleetreboot.architecture.broken.workflow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogsItsDecision {
  private static final Logger LOG = LoggerFactory.getLogger(LogsItsDecision.class);

  void decide() {
    LOG.info("decided");
  }
}
