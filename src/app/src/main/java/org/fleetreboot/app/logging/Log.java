package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the log holds. Another logging library than ours is left as it is. */
public final class Log {
  /** Of the log steps of routes, which are heard however little the libraries say. */
  public static final String ROUTE = "route";

  private Log() {}

  /** Lets the libraries say what they do. */
  public static void verbose() {
    level(Logger.ROOT_LOGGER_NAME, Level.INFO);
  }

  /** Says nothing any more: the program ends, and its last sentence says why. */
  public static void silence() {
    level(Logger.ROOT_LOGGER_NAME, Level.OFF);
    level(ROUTE, Level.OFF);
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
