package org.fleetreboot.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The log as it is shipped. */
class SafeMessageTest {
  @Test
  void aLogMessageIsOneLineWithoutSecretsAndControlCharacters() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(SafeMessageTest.class.getResource("/logback.xml")));
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
    LoggingEvent event =
        new LoggingEvent(
            "",
            context.getLogger("a.Sink"),
            Level.WARN,
            "POST {} failed",
            null,
            new Object[] {"https://example.com/a?sig=hidden \u001b[2J\nWARN  forged"});

    String line =
        new String(
            ((PatternLayoutEncoder) appender.getEncoder()).encode(event), StandardCharsets.UTF_8);

    assertThat(line)
        .endsWith(
            "WARN  Sink: POST https://example.com/a?sig=... \\u001b[2J\\nWARN  forged failed%n"
                .formatted());
    context.stop();
  }
}
