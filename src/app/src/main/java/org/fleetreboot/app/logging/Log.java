package org.fleetreboot.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/** The log levels. Another logging library is left as it is. */
public final class Log {
  /** The logger of routes' log steps, which are logged at any level. */
  public static final String ROUTE = "route";

  /** The appender of logback.xml. */
  private static final String STDERR = "stderr";

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

  /** Writes each line as a JSON object from now on. */
  public static void asJson() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root
        && root.getAppender(STDERR) instanceof OutputStreamAppender<ILoggingEvent> appender) {
      JsonLine lines = new JsonLine();
      lines.setContext(root.getLoggerContext());
      lines.start();
      appender.setEncoder(lines);
    }
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
