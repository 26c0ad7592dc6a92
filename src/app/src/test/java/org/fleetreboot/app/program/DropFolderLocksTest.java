package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.journal.lock.ProcessLock;
import org.fleetreboot.journal.lock.ProcessLock.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two programs do not share out the files of a folder between their hubs. */
class DropFolderLocksTest {
  private final Path folder;
  private final CamelContext camel = new DefaultCamelContext();
  private final AtomicBoolean readable = new AtomicBoolean(true);
  private final DropFolderLocks inboxes = new DropFolderLocks(folder -> readable.get());
  private final List<String> taken = new CopyOnWriteArrayList<>();

  DropFolderLocksTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    camel.stop();
    inboxes.close();
  }

  @Test
  void aSecondProgramTakesNoFilesUntilTheFirstHasEnded() throws Exception {
    try (ProcessLock first = ProcessLock.take(lock(), Users.OF_THE_DIRECTORY, "")) {
      assertThat(first).isNotNull();
      start();
      Files.writeString(folder.resolve("pumps.txt"), "pump-1\n");

      assertThatThrownBy(() -> inboxes.requireOwned(camel))
          .isInstanceOf(ProgramFailure.class)
          .hasMessageContaining("takes files from " + folder)
          .hasMessageContaining("its own folder");
      assertThat(mayPoll()).isFalse();
      assertThat(taken).isEmpty();
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> taken.contains("pumps.txt"));
  }

  @Test
  void theFirstProgramKeepsOthersOut() throws Exception {
    start();
    inboxes.requireOwned(camel);

    assertThat(mayPoll()).isTrue();
    assertThatThrownBy(() -> ProcessLock.take(lock(), Users.OF_THE_DIRECTORY, ""))
        .hasMessageContaining("held by process");
    camel.stop();
    inboxes.close();
    assertThat(lock()).doesNotExist();
  }

  @Test
  void aRouteThatTakesHiddenFilesLeavesTheLockWhereItIs() throws Exception {
    start("&includeHiddenFiles=true&exclude=notes.*");
    Files.writeString(folder.resolve("notes.txt"), "no pumps");
    Files.writeString(folder.resolve(".pumps.txt"), "pump-1\n");

    await().atMost(Duration.ofMinutes(2)).until(() -> taken.contains(".pumps.txt"));
    assertThat(taken).containsExactly(".pumps.txt");
    assertThat(lock()).exists();
  }

  @Test
  void aFolderThatCannotBeReadIsNamedOnceEachTime() throws Exception {
    start();
    camel.getRouteController().stopRoute("inbox");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(DropFolderLocks.class);
    logger.addAppender(log);
    log.start();
    try {
      readable.set(false);
      assertThat(mayPoll()).isFalse();
      assertThat(mayPoll()).isFalse();
      assertThat(log.list)
          .singleElement()
          .asString()
          .contains(folder + " cannot be read: give this user permission.");

      readable.set(true);
      assertThat(mayPoll()).isTrue();
      readable.set(false);
      assertThat(mayPoll()).isFalse();
      assertThat(log.list).hasSize(2);
    } finally {
      logger.detachAppender(log);
    }
  }

  private void start() throws Exception {
    start("");
  }

  private void start(String more) throws Exception {
    inboxes.watch(camel);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("file:" + folder + "?initialDelay=0&delay=100" + more)
                .routeId("inbox")
                .process(
                    file -> taken.add(file.getMessage().getHeader("CamelFileName", String.class)));
          }
        });
    camel.start();
  }

  private boolean mayPoll() {
    Endpoint inbox = camel.getRoute("inbox").getEndpoint();
    return inboxes.begin(camel.getRoute("inbox").getConsumer(), inbox);
  }

  private Path lock() {
    return folder.resolve(".fleet-reboot.lock");
  }
}
