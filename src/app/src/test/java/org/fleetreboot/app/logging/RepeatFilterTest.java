package org.fleetreboot.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {
  private static final String LISTENER =
      "org.apache.camel.component.jms.DefaultJmsMessageListenerContainer";

  private final RepeatFilter filter = new RepeatFilter();

  @Test
  void aBrokersClientLogsTheSameMessageOnceAMinute() {
    assertThat(at(0, LISTENER, "retrying, attempt 1")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(5, LISTENER, "retrying, attempt 2")).isEqualTo(FilterReply.DENY);
    assertThat(at(6, LISTENER, "another matter")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(59, LISTENER, "retrying, attempt 12")).isEqualTo(FilterReply.DENY);
    assertThat(at(60, LISTENER, "retrying, attempt 13")).isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(61, LISTENER, "retrying, attempt 14")).isEqualTo(FilterReply.DENY);
  }

  @Test
  void theProgramsOwnMessagesAreNeverDropped() {
    assertThat(at(0, "org.fleetreboot.engine.view.Subscription", "once more"))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(at(1, "org.fleetreboot.engine.view.Subscription", "once more"))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private FilterReply at(long second, String logger, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName(logger);
    event.setLevel(Level.WARN);
    event.setMessage(message);
    event.setTimeStamp(1_000_000 + second * 1_000);
    return filter.decide(event);
  }
}
