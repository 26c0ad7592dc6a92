package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the log holds. Another logging library than ours is left as it is. */
public final class Log {
  private Log() {}

  /** Lets the libraries say what they do. */
  public static void verbose() {
    level(Level.INFO);
  }

  /** Says nothing any more: the program ends, and its last sentence says why. */
  public static void silence() {
    level(Level.OFF);
  }

  private static void level(Level level) {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(level);
    }
  }
}
