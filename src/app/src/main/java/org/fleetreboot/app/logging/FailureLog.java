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
 * The log of the routes' error handlers. The end of a run is reported elsewhere, and not logged
 * here. Any other expected failure is one line, however many routes it passed through; only a bug
 * has a stack trace.
 */
public final class FailureLog extends CamelLogger {
  private static final Logger LOG = LoggerFactory.getLogger(Log.ROUTE);

  /** As Camel writes it into the messages of its handlers. */
  private static final Pattern EXCHANGE = Pattern.compile("ExchangeId: ([^\\s)]+)");

  /**
   * The logged failures by their innermost cause, with the last exchange that failed: each route on
   * the way out has a handler, and the next exchange may fail with the same object.
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

  /** Our own refusals, what a Camel component reports about its peer, and I/O errors. */
  private static boolean isExpected(List<Throwable> causes) {
    Throwable innermost = causes.get(causes.size() - 1);
    return causes.stream().anyMatch(cause -> isOurs(cause) || cause instanceof IOException)
        || !(innermost instanceof RuntimeException || innermost instanceof Error);
  }

  private static boolean isOurs(Throwable cause) {
    return cause.getClass().getName().startsWith("org.fleetreboot.");
  }
}
