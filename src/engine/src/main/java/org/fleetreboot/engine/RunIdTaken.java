package org.fleetreboot.engine;

import org.fleetreboot.workflow.RunEvent.RunAccepted;

/** A run was asked for by an id that stands for another one; nothing was begun. */
public final class RunIdTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunIdTaken(RunAccepted known) {
    super(
        ("The run id '%s' is taken: it is of chain '%s' on hub %s, begun by '%s'. Give the new run"
                + " another id.")
            .formatted(known.run(), known.chain(), known.hub(), known.trigger()));
  }
}
