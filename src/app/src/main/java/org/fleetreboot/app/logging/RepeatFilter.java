package org.fleetreboot.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a broker's client log once a minute, and not at every attempt, that its broker is down.
 * Messages that differ only in numbers are the same.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {
  private static final long AGAIN_MILLIS = 60_000;
  private static final int MOST = 1_000;

  private static final List<String> CLIENTS =
      List.of(
          "org.apache.kafka.",
          "org.apache.camel.component.kafka.",
          "org.apache.camel.component.jms.",
          "org.springframework.jms.",
          "org.apache.activemq.");

  private final Map<String, Long> said = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    if (CLIENTS.stream().noneMatch(logger::startsWith)) {
      return FilterReply.NEUTRAL;
    }
    if (said.size() > MOST) {
      said.clear();
    }
    String what = logger + event.getFormattedMessage().replaceAll("\\d+", "#");
    long now = event.getTimeStamp();
    long first = said.merge(what, now, (old, at) -> at - old < AGAIN_MILLIS ? old : at);
    return first == now ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
