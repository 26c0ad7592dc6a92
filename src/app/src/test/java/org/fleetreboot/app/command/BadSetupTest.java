package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Base64;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.file.JournalFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  }

  @Test
  void aWrongKey() {
    String wrong =
        Base64.getEncoder().encodeToString("another key".getBytes(StandardCharsets.UTF_8));
    String connectionString =
        hub.serviceConnectionString().replaceAll("SharedAccessKey=.*", "SharedAccessKey=" + wrong);
    Result result = runWith(connectionString, "start", "nightly");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.sentence())
        .contains("does not accept the policy 'service' (401)")
        .contains("ServiceConnect")
        .doesNotContain(wrong);
  }

  @Test
  void aCertificateThatNobodyTrusts() throws IOException {
    try (LocalHub other = LocalHub.builder().restPort(0).mqttPort(0).start()) {
      Result result = runWith(other.serviceConnectionString(), "fleet");

      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.sentence())
          .contains("certificate is not trusted")
          .contains("IOTHUB_CA_FILE");
    }
  }

  @Test
  void anAuthorityFileThatIsNone() {
    Result result =
        CommandLineRun.in(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .with("IOTHUB_CA_FILE", "nowhere.pem")
            .of("fleet");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("IOTHUB_CA_FILE names").contains("nowhere.pem");
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
  void aRouteFileThatIsNoYaml() throws IOException {
    Path file = route("broken.yaml", "- route:\n    id: [one\n    from: two\n");
    Result result = run("start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith(file + ", line 3")
        .contains("no YAML")
        .endsWith("mend the line.");
  }

  @Test
  void aRouteFileThatIsYamlButNoRoute() throws IOException {
    Path file = route("wrong.yaml", "- route:\n    id: one\n    form:\n      uri: direct:a\n");
    Result result = run("start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains(file.getFileName().toString()).contains("form");
  }

  @Test
  void aStepWithoutAnId() throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: "reboot:group/all?query=true"
        """);
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("night").contains("no id of its own");
  }

  @Test
  void anOptionThatNoStepHas() throws IOException {
    route(
        "chain.yaml",
        """
        - route:
            id: night
            from:
              uri: reboot-run:night
              steps:
                - to: { id: all, uri: "reboot:group/all?query=true&maxFaild=3" }
        """);
    Result result = run("start", "night");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("night").contains("maxFaild");
  }

  @Test
  void noRoutesAtAll() {
    Result result =
        CommandLineRun.in(directory)
            .home(directory)
            .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
            .of("run", "--start", "nightly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .startsWith("No routes found in file:" + directory)
        .contains("camel.main.routesIncludePattern");
  }

  @Test
  void aChainThatNoRouteHas() {
    Result result = run("start", "weekly");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence())
        .contains("reboot-run:weekly")
        .contains("demo")
        .contains("nightly");
  }

  @Test
  void aRunIdThatIsNone() {
    Result result = run("start", "nightly", "--run-id", "No Id");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("'No Id' is no run id");
  }

  @Test
  void aJournalInUse() {
    try (Journal held = JournalFile.open(directory.resolve("j.db"), InstantSource.system())) {
      Result result = run("start", "nightly", "--journal", "j.db");

      assertThat(held.partitions()).isEmpty();
      assertThat(result.exit()).isEqualTo(2);
      assertThat(result.sentence()).contains("j.db").contains("in use");
    }
  }

  @Test
  void aJournalFromANewerVersion() throws Exception {
    Path file = directory.resolve("j.db");
    JournalFile.open(file, InstantSource.system()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement sql = connection.createStatement()) {
      sql.execute("PRAGMA user_version = 99");
    }
    Result result = run("start", "nightly", "--journal", "j.db");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("j.db").contains("99").contains("newer program");
  }

  @Test
  void noJournalToRead() {
    Result result = CommandLineRun.in(directory).of("list");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("no journal at").contains("journal.db");
  }

  @Test
  void aSettingThatDoesNotExist() {
    Result result = run("run", "--property", "reboot.teir=S2");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("reboot.teir").contains("reboot.tier");
  }

  @Test
  void aSettingThatIsOutOfRange() {
    Result result = run("start", "nightly", "-P", "reboot.share=1.5");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.sentence()).contains("reboot.share is '1.5'").contains("up to 1");
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
