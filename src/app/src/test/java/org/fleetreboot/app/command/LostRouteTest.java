package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.fleetreboot.app.program.RebootProgram;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program starts without the route of an open run. */
class LostRouteTest {
  @Test
  void theRunIsPausedAndSaysThatNoRouteTakesIt(@TempDir Path directory) throws IOException {
    try (StartedHub hub = new StartedHub(directory)) {
      hub.route(
          "other.yaml",
          """
          - route:
              id: other
              from:
                uri: reboot-run:other
                steps:
                  - to: { id: other-soak, uri: "reboot:soak/settle?duration=1s" }
          """);
      ProcessEnvironment environment = environment(directory, hub);
      Settings settings = Settings.read(environment, Map.of());
      leaveARunOpen(environment.resolve(settings.get(Setting.JOURNAL)));
      HubTrust.install(environment);

      try (RebootProgram program =
          RebootProgram.open(settings, environment, Hubs.of(settings, environment))) {
        program.start(true);

        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> run(program).status() == RunStatus.PAUSED);
        assertThat(run(program).reason()).contains("no route begins with reboot-run:gone");
      }
    }
  }

  private static void leaveARunOpen(Path file) {
    InstantSource clock = InstantSource.system();
    try (Journal journal = JournalFile.open(file, clock);
        Engine engine = DurableEngine.open(journal, EngineSettings.of("127.0.0.1"), clock)) {
      RunTrigger typed = new RunTrigger.CommandLine("start", "gone");
      engine
          .runs()
          .accept(new RunRequest("r1", "gone", typed, Requester.login("ann")))
          .toCompletableFuture()
          .join();
    }
  }

  private static ProcessEnvironment environment(Path directory, StartedHub hub) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new ProcessEnvironment(
        nowhere,
        nowhere,
        Map.of(
            "IOTHUB_CONNECTION_STRING", hub.hub.serviceConnectionString(),
            "IOTHUB_CA_FILE", hub.hub.caFile().toString(),
            "XDG_STATE_HOME", directory.resolve("state").toString()),
        directory,
        directory,
        false,
        InstantSource.system());
  }

  private static RunView run(RebootProgram program) {
    return Objects.requireNonNull(program.fleet().view().run("r1"));
  }
}
