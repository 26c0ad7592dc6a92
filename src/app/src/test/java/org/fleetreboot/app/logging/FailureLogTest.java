package org.fleetreboot.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.RuntimeCamelException;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.reboot.TargetsRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a route that fails leaves in the log. */
class FailureLogTest {
  private final Logger route = (Logger) LoggerFactory.getLogger(Log.ROUTE);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final FailureLog log = new FailureLog();

  @BeforeEach
  void listen() {
    lines.start();
    route.addAppender(lines);
    route.setAdditive(false);
  }

  @AfterEach
  void stop() {
    route.detachAppender(lines);
    route.setAdditive(true);
  }

  @Test
  void aRefusalIsOneSentenceHoweverManyRoutesItPassedThrough() {
    TargetsRefused refused = new TargetsRefused("There is no device in it.");
    failed(refused);
    failed(new RuntimeCamelException(refused));
    failed(new RuntimeCamelException(new RuntimeCamelException(refused)));

    assertThat(lines.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage()).isEqualTo("There is no device in it.");
              assertThat(line.getLevel()).isEqualTo(Level.WARN);
              assertThat(trace(line)).isEmpty();
            });
  }

  @Test
  void aMissingEndpointIsOneSentence() {
    failed(new RuntimeCamelException(new ConnectException("Connection refused")));
    failed(new IOException("No space left on device"));

    assertThat(lines.list).hasSize(2).allMatch(line -> trace(line).isEmpty());
  }

  @Test
  void failuresThatTheProgramReportsAreNotLogged() {
    failed(new RuntimeCamelException(new JournalFailed("the disk is full")));

    assertThat(lines.list).isEmpty();
  }

  @Test
  void aBugIsLoggedOnceWithItsStackTrace() {
    NullPointerException bug = new NullPointerException("of a bean");
    failed(bug);
    failed(new RuntimeCamelException(bug));

    assertThat(lines.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.ERROR);
              assertThat(trace(line)).contains("NullPointerException").contains("FailureLogTest");
            });
  }

  @Test
  void theSameExceptionInAnotherExchangeIsAnotherFailure() {
    IOException kept = new IOException("No space left on device");
    failed("A-1", kept);
    failed("A-2", kept);
    failed("A-2", new RuntimeCamelException(kept));

    assertThat(lines.list).hasSize(2);
  }

  private void failed(Throwable thrown) {
    failed("A-1", thrown);
  }

  private void failed(String exchange, Throwable thrown) {
    log.log(
        "Failed delivery for (MessageId: M-1 on ExchangeId: " + exchange + "). Exhausted after",
        thrown,
        LoggingLevel.ERROR);
  }

  private static String trace(ILoggingEvent line) {
    BugStackTrace trace = new BugStackTrace();
    trace.start();
    return trace.convert(line);
  }
}
