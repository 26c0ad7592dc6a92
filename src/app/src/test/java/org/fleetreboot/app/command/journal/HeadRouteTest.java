package org.fleetreboot.app.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.reboot.JournaledEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that keeps the heads of the journal elsewhere, and the command that compares them. */
class HeadRouteTest {
  private final Path directory;
  private final Path heads;

  HeadRouteTest(@TempDir Path directory) {
    this.directory = directory;
    this.heads = directory.resolve("elsewhere/heads.jsonl");
  }

  @Test
  void aJournalThatWasWrittenAnewIsNamedByTheHeadsThatARouteKept() throws Exception {
    run("map", "r1");
    assertThat(verified().exit()).isZero();
    assertThat(verified().out()).contains("and it contains the expected heads");

    for (Path file : List.of(journal(), directory.resolve("j.db-wal"))) {
      Files.deleteIfExists(file);
    }
    run("map", "r2");

    assertThat(verified().exit()).isEqualTo(1);
    assertThat(verified().out()).contains("is not the one of the expected head");
  }

  @Test
  void headsMayBeKeptAsCloudEvents() throws Exception {
    run("cloudevents", "r1");

    assertThat(Files.readString(heads)).contains("org.fleetreboot.journal.head.v1");
    assertThat(verified().out()).contains("and it contains the expected heads");
  }

  @Test
  void theOutputOfHeadInBothFormsIsCompared() throws Exception {
    run("map", "r1");
    for (String command : List.of("journal head", "journal head --json")) {
      Files.writeString(heads, program(command).out());
      assertThat(verified().out()).contains("and it contains the expected heads");
    }
  }

  @Test
  void aLineThatIsNoHeadIsRefusedWithItsPlace() throws Exception {
    run("map", "r1");

    Files.writeString(heads, "{\"partition\":\"runs\"");
    assertThat(verified().sentence()).contains("heads.jsonl holds something else than heads");
    Files.writeString(heads, "runs 7");
    assertThat(verified().sentence()).contains("'runs 7' is no head");
  }

  /** Works with the journal until its head is kept. */
  private void run(String format, String run) throws Exception {
    long before = lines();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getShutdownStrategy().setTimeout(1);
      for (String folder : List.of("lock", "state")) {
        context
            .getPropertiesComponent()
            .addInitialProperty(
                "reboot." + folder + "Folder", directory.resolve(run + folder).toString());
      }
      new JournaledEngine(journal(), EngineSettings.of("myhub"))
          .hubAt("myhub.azure-devices.net")
          .configure(context);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("reboot-events:safe?types=head&format=" + format)
                  .marshal()
                  .json()
                  .toF(
                      "file:%s?fileName=%s&fileExist=Append&appendChars=\\n",
                      heads.getParent(), heads.getFileName());
            }
          });
      context.start();
      await().atMost(Duration.ofMinutes(2)).until(() -> lines() >= before + 1);
    }
  }

  private long lines() throws IOException {
    return Files.exists(heads) ? Files.readString(heads).lines().count() : 0;
  }

  private Path journal() {
    return directory.resolve("j.db");
  }

  private Result verified() {
    return program("journal verify --head " + heads);
  }

  private Result program(String command) {
    return CommandLineRun.in(directory).of((command + " --journal j.db").split(" ", -1));
  }
}
