package org.fleetreboot.app.observe;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One question about the program, asked by Camel whenever a probe comes. */
final class ProgramCheck extends AbstractHealthCheck {
  private final boolean alsoOfLife;
  private final Supplier<Finding> question;

  private ProgramCheck(String id, boolean alsoOfLife, Supplier<Finding> question) {
    super("fleet-reboot", id);
    this.alsoOfLife = alsoOfLife;
    this.question = question;
  }

  /** If it is down, the program should be restarted. */
  static ProgramCheck ofLife(String id, Supplier<Finding> question) {
    return new ProgramCheck(id, true, question);
  }

  /** If it is down, somebody should look; a restart does not help. */
  static ProgramCheck ofReadiness(String id, Supplier<Finding> question) {
    return new ProgramCheck(id, false, question);
  }

  @Override
  public boolean isLiveness() {
    return alsoOfLife;
  }

  @Override
  public boolean isReadiness() {
    return true;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
    Finding finding = question.get();
    result.message(finding.sentence());
    if (finding.isUp()) {
      result.up();
    } else {
      result.down();
    }
  }
}
