package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The log levels. Another logging library is left as it is. */
public final class Log {
  /** The logger of routes' log steps, which are logged at any level. */
  public static final String ROUTE = "route";

  private Log() {}

  /** Lets the libraries log what they do. */
  public static void verbose() {
    level(Logger.ROOT_LOGGER_NAME, Level.INFO);
  }

  /** Logs nothing more: the program ends, and its last sentence says why. */
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
