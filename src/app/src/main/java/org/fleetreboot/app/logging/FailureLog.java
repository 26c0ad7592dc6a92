package org.fleetreboot.app.logging;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.LoggingLevel;
import org.apache.camel.spi.CamelLogger;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.reboot.RunCancelled;
import org.fleetreboot.reboot.StepFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes' error handlers log. How a run ended is said by whoever shows runs, and not here;
 * another failure that may be expected is one line, however many routes it came through; and only a
 * bug has a stack trace.
 */
public final class FailureLog extends CamelLogger {
  private static final Logger LOG = LoggerFactory.getLogger(Log.ROUTE);

  /** As Camel writes it into what its handlers log. */
  private static final Pattern EXCHANGE = Pattern.compile("ExchangeId: ([^\\s)]+)");

  /**
   * Those that were logged, by their innermost cause, with the exchange that failed of it last:
   * each route on the way out has a handler, and the next exchange may fail of the same object.
   */
  private final Map<Throwable, String> logged = Collections.synchronizedMap(new WeakHashMap<>());

  public FailureLog() {
    super(LOG);
  }

  @Override
  public void log(String message, Throwable thrown, LoggingLevel level) {
    List<Throwable> causes = Explanation.causes(thrown);
    if (causes.stream().anyMatch(FailureLog::isSaidElsewhere)
        || exchange(message).equals(logged.put(causes.get(causes.size() - 1), exchange(message)))) {
      return;
    }
    if (isExpected(causes)) {
      LOG.warn("{}", Explanation.of(thrown).sentence());
    } else {
      LOG.error("{}", Explanation.oneLine(message), thrown);
    }
  }

  private static String exchange(String message) {
    Matcher exchange = EXCHANGE.matcher(message);
    return exchange.find() ? exchange.group(1) : "";
  }

  private static boolean isSaidElsewhere(Throwable cause) {
    return cause instanceof StepFailed
        || cause instanceof RunCancelled
        || cause instanceof JournalFailed;
  }

  /** Refusals of ours, what a component of Camel says of its other end, and what I/O says. */
  private static boolean isExpected(List<Throwable> causes) {
    Throwable innermost = causes.get(causes.size() - 1);
    return causes.stream().anyMatch(cause -> isOurs(cause) || cause instanceof IOException)
        || !(innermost instanceof RuntimeException || innermost instanceof Error);
  }

  private static boolean isOurs(Throwable cause) {
    return cause.getClass().getName().startsWith("org.fleetreboot.");
  }
}
