package org.fleetreboot.app.http;

import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.identity.MissingRole;
import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.RunIdTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure means to whoever sent the request, in the API and on pages. */
public final class FailureProblem {
  private static final Logger LOG = LoggerFactory.getLogger(FailureProblem.class);

  private FailureProblem() {}

  /** The problem; a bug is logged besides. */
  public static Problem of(Throwable thrown) {
    if (thrown instanceof HttpRefusal refusal) {
      return refusal.problem();
    }
    if (thrown instanceof MissingRole) {
      return Problem.of(403, String.valueOf(thrown.getMessage()));
    }
    if (thrown instanceof Error) {
      LOG.error("A request failed.", thrown);
      return Problem.of(500, "A bug: the program's log has the details.");
    }
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    String sentence = Explanation.of(thrown).sentence();
    if (cause instanceof NoSuchRun) {
      return Problem.of(404, sentence);
    }
    if (cause instanceof ControlRefused || cause instanceof RunIdTaken) {
      return Problem.of(409, sentence);
    }
    if (cause instanceof ProgramFailure || cause instanceof IllegalArgumentException) {
      return Problem.of(400, sentence);
    }
    LOG.error("A request failed.", thrown);
    return Problem.of(500, sentence);
  }
}
