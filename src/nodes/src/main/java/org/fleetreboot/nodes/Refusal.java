package org.fleetreboot.nodes;

import org.fleetreboot.engine.ControlRefused;
import org.fleetreboot.engine.NoSuchRun;
import org.fleetreboot.engine.RunIdTaken;

/** Why an order was not carried out, as it is told to the node that sent it. */
enum Refusal {
  /** There is no such run. */
  NO_SUCH_RUN,
  /** The order cannot be carried out, or the id of the run is taken. */
  REFUSED,
  /** Something in it is invalid. */
  INVALID,
  /** The node could not carry it out, for reasons of its own. */
  FAILED;

  static Refusal of(Throwable why) {
    if (why instanceof NoSuchRun) {
      return NO_SUCH_RUN;
    }
    if (why instanceof ControlRefused || why instanceof RunIdTaken) {
      return REFUSED;
    }
    return why instanceof IllegalArgumentException ? INVALID : FAILED;
  }

  /** The same refusal for whoever gave the order. */
  RuntimeException exception(String message) {
    return switch (this) {
      case NO_SUCH_RUN, REFUSED -> new ControlRefused(message);
      case INVALID -> new IllegalArgumentException(message);
      case FAILED -> new IllegalStateException(message);
    };
  }
}
