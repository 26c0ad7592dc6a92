package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake costs one sentence, which names the thing and the remedy. */
class BadSetupTest {
  private static LocalHub hub;

  private final Path directory;

  BadSetupTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).mqttPort(0).start();
    hub.register("pump-7");
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @Test
  void aConnectionStringWithAMissingPart() {
    Result result =
        runWith("HostName=h.azure-devices.net;SharedAccessKey=YWJj", "run", "--start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("IOTHUB_CONNECTION_STRING")
        .contains("no SharedAccessKeyName")
        .doesNotContain("YWJj");
  }

  @Test
  void aConnectionStringThatIsEmpty() {
    Result result = runWith(" ", "fleet");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("IOTHUB_CONNECTION_STRING is empty: set")
        .contains("./fleet-reboot demo");
  }

  @Test
  void anInvalidDeviceId() {
    Result result = run("start", "--device", "bad id/x");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("'bad id/x' is not a device id").contains("1 to 128");
  }

  @Test
  void aRunIdWithASlash() {
    Result result = run("start", "--device", "pump-7", "--run-id", "A/../x");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("invalid run id 'A/../x'; use 1 to 64 of a-z");
    assertThat(directory.resolve("data/journal.db")).as("left behind").doesNotExist();
  }

  @Test
  void anUnreachableHub() {
    Result result =
        runWith(
            "HostName=127.0.0.1:1;SharedAccessKeyName=service;SharedAccessKey=YWJj",
            "start",
            "nightly");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.sentence())
        .startsWith("The hub 127.0.0.1:1 cannot be reached: Connection refused")
        .contains("check that it runs");
    assertThat(directory.resolve("data/journal.db")).as("left behind").doesNotExist();
  }

  @Test
  void aPortThatSpeaksPlainHttp() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> answerInHttp(plain));
      Result result =
          runWith(
              "HostName=127.0.0.1:%d;SharedAccessKeyName=service;SharedAccessKey=YWJj"
                  .formatted(plain.getLocalPort()),
              "fleet");

      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.sentence())
          .contains("cannot be reached: the server does not speak TLS")
          .doesNotContain("certificate");
      assertThat(server).isNotCompletedExceptionally();
    }
  }

  /** Until it is closed. */
  private static void answerInHttp(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket client = plain.accept()) {
        client
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      } catch (IOException closed) {
        // The next one, or none.
      }
    }
  }

  @Test
  void aHostNameThatEndsInASlash() {
    Result result =
        runWith(
            "SharedAccessKeyName=service;SharedAccessKey=YWJj;HostName=myhub.azure-devices.net/",
            "fleet");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("invalid HostName 'myhub.azure-devices.net/'");
  }

  @Test
  void aWrongKey() {
    String wrong =
        Base64.getEncoder().encodeToString("another key".getBytes(StandardCharsets.UTF_8));
    String connectionString =
        hub.serviceConnectionString().replaceAll("SharedAccessKey=.*", "SharedAccessKey=" + wrong);
    Result result =
        CommandLineRun.in(directory)
            .with("IOTHUB_CONNECTION_STRING", connectionString)
            .with("IOTHUB_CA_FILE", hub.caFile().toString())
            .of("start", "nightly");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.sentence())
        .contains("does not accept the policy 'service' (401002)")
        .contains("ServiceConnect")
        .doesNotContain(wrong);
  }

  @Test
  void aCertificateThatNobodyTrusts() throws IOException {
    try (LocalHub other = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      Result result = runWith(other.serviceConnectionString(), "fleet");

      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.sentence())
          .contains("its certificate was issued by an authority that this machine does not trust")
          .contains("IOTHUB_CA_FILE");
    }
  }

  @Test
  void anInvalidAuthorityFile() throws IOException {
    Files.createFile(directory.resolve("empty.pem"));
    Files.createDirectory(directory.resolve("a-directory"));
    Files.writeString(directory.resolve("text.pem"), "no certificate");

    assertThat(withAuthorities("nowhere.pem")).contains("cannot be read (no such file)");
    assertThat(withAuthorities("empty.pem")).contains("it contains no certificate");
    assertThat(withAuthorities("a-directory")).contains("it is a directory");
    assertThat(withAuthorities("text.pem")).contains("something other than PEM certificates");
  }

  private String withAuthorities(String file) {
    Result result =
        CommandLineRun.in(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .with("IOTHUB_CA_FILE", file)
            .of("fleet");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("IOTHUB_CA_FILE names " + directory.resolve(file))
        .endsWith("; give a PEM file, or unset it.");
    return result.sentence();
  }

  @Test
  void aQueryThatTheHubRefuses() {
    Result result = run("start", "--query", "tags.role ~ 'sensor'");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("does not understand the query")
        .contains("tags.role ~ 'sensor'");
  }

  @Test
  void aQueryThatSelectsNobody() {
    Result result = run("start", "--query", "tags.role = 'nobody'");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("selects no device").contains("./fleet-reboot fleet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT tags FROM devices",
        "SELECT deviceId, moduleId FROM devices.modules",
        "SELECT * FROM devices.jobs",
        "SELECT COUNT() AS deviceId FROM devices"
      })
  void aQueryThatIsNotOfDevicesCallsNobody(String query) {
    for (String command : List.of("start", "fleet")) {
      Result result = run(command, "--query", query);

      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence())
          .contains("--query: the query '" + query + "'")
          .contains("write a condition on devices")
          .contains("SELECT deviceId FROM devices WHERE");
    }
  }

  @Test
  void aGroupWithoutDevicesFailsItsRunAndSaysWhichQuery() throws IOException {
    chain("query: \"tags.role = 'nobody'\"");
    Result result = run("start", "night", "--run-id", "empty", "--json");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("\"outcome\":\"failed\"").contains("no device");
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @Test
  void aQueryOfAGroupThatTheHubRefusesFailsItsRun() throws IOException {
    chain("query: \"tags.role ~ 'sensor'\"");
    Result result = run("start", "night", "--run-id", "refused", "--json");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("\"outcome\":\"failed\"").contains("tags.role ~ 'sensor'");
    assertThat(result.err()).doesNotContain("\tat ");
  }

  private void chain(String parameters) throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: { id: all, uri: "reboot:group/all", parameters: { %s } }
        """
            .formatted(parameters));
  }

  @Test
  void anInvalidRunId() {
    Result result = run("start", "nightly", "--run-id", "No Id");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("invalid run id 'No Id'");
  }

  private Path route(String name, String yaml) throws IOException {
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.copy(CommandLineRun.HOME.resolve("routes/reboot.yaml"), routes.resolve("reboot.yaml"));
    return Files.writeString(routes.resolve(name), yaml);
  }

  private Result run(String... args) {
    return CommandLineRun.in(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(args);
  }

  private Result runWith(String connectionString, String... args) {
    return CommandLineRun.in(directory).with("IOTHUB_CONNECTION_STRING", connectionString).of(args);
  }
}
