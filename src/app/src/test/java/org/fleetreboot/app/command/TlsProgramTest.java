package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.app.http.TlsFiles;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a machine work as well with a program that other machines reach. */
class TlsProgramTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final StartedHub hub;
  private final TlsFiles tls;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  TlsProgramTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = new StartedHub(directory);
    this.tls = TlsFiles.of(directory.resolve("tls"), "localhost");
    hub.route(
        "pumps.yaml",
        """
        - route:
            id: pumps
            from:
              uri: reboot-run:pumps
              steps:
                - to: { id: all, uri: "reboot:group/all?query=deviceId != ''" }
        """);
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.shutdownNow();
    assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    hub.close();
  }

  @Test
  void aCommandStartsARunInAProgramThatSpeaksTlsAlone() throws Exception {
    int observed = freePort();
    List<String> arguments = new ArrayList<>(List.of("run"));
    for (String setting :
        List.of(
            "reboot.api.tls.certificate=" + tls.certificate(),
            "reboot.api.tls.key=" + tls.key(),
            "reboot.observe.port=" + observed,
            "reboot.observe.tls=on",
            "camel.component.reboot.firstPoll=50ms")) {
      arguments.addAll(List.of("-P", setting));
    }
    Future<Result> program = thread.submit(() -> hub.run(arguments.toArray(new String[0])));
    Path api = directory.resolve("data/journal.db.api.json");
    await().atMost(LONG).until(() -> Files.exists(api) || program.isDone());
    try (LightSwarm swarm = hub.connect("pump-1")) {
      assertThat(swarm).isNotNull();
      assertThat(Files.readString(api)).contains("https://127.0.0.1:");
      Result start = hub.run("start", "pumps", "--run-id", "r1");

      assertThat(start.exit()).as(start.err()).isZero();
      assertThat(
              HttpClient.newBuilder()
                  .sslContext(tls.trusted())
                  .build()
                  .send(
                      HttpRequest.newBuilder(
                              URI.create("https://localhost:" + observed + "/observe/health/live"))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aProgramThatOthersCouldReachWithoutTlsDoesNotStart() {
    Result refused = hub.run("run", "-P", "reboot.api.host=0.0.0.0");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("reboot.api.host = 0.0.0.0", "there is no certificate");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void monitoringWithTlsNeedsACertificate() {
    Result refused =
        hub.run("run", "-P", "reboot.observe.tls=on", "-P", "reboot.observe.port=9876");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("reboot.observe.tls is on, but there is no certificate");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
