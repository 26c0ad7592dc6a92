package org.fleetreboot.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.InetAddress;
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
import java.util.Map;
import org.fleetreboot.app.local.HubFile;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.throttle.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class HubProcessTest {
  private static final Duration READY = Duration.ofMinutes(5);

  @Test
  void itWritesHubJsonWhenItIsReadyAndRemovesItAtItsEnd(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("hub/hub.json");
    try (ProgramProcess process =
        ProgramProcess.start(
            directory,
            Map.of(),
            "hub",
            "--data",
            "hub",
            "--no-simulation",
            "--device",
            "pump-7",
            "--device",
            "pump-8")) {
      await().atMost(READY).until(() -> Files.exists(file));
      HubFile hub = HubFile.read(file);

      assertThat(hub.serviceConnectionString())
          .startsWith("HostName=127.")
          .contains("SharedAccessKeyName=service;SharedAccessKey=");
      assertThat(Path.of(hub.caFile())).content().startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(hub.devices()).extracting(HubFile.Entry::id).containsExactly("pump-7", "pump-8");
      assertThat(hub.devices().get(0).connectionString())
          .contains(";DeviceId=pump-7;SharedAccessKey=");
      assertThat(get(hub.testUrl() + "/calls")).isEqualTo("{}");

      process.stop();
      await().atMost(READY).until(() -> !process.isRunning());
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aSecondHubInItsDirectoryIsRefusedAndLeavesItsFileAlone(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("hub/hub.json");
    try (ProgramProcess first =
        ProgramProcess.start(
            directory,
            Map.of(),
            "hub",
            "--data=hub",
            "--no-simulation",
            "--device=p",
            "--rest-port=0",
            "--mqtt-port=0")) {
      await().atMost(READY).until(() -> Files.exists(file) || !first.isRunning());
      byte[] written = Files.readAllBytes(file);

      for (List<String> second :
          List.of(List.of("hub", "--data=hub"), List.of("hub", "--data=hub", "--memory"))) {
        CommandLineRun.Result result =
            CommandLineRun.in(directory).of(second.toArray(String[]::new));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.sentence()).contains("is in use by another local hub");
        assertThat(file).hasBinaryContent(written);
      }
    }
  }

  @Test
  void itTakesTheNextLoopbackAddressWhenAPortIsTaken(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("hub/hub.json");
    try (ServerSocket taken = take(8443);
        ProgramProcess process =
            ProgramProcess.start(
                directory, Map.of(), "hub", "--data", "hub", "--no-simulation", "--device", "p")) {
      await().atMost(READY).until(() -> Files.exists(file));

      assertThat(process.isRunning()).isTrue();
      assertThat(taken.isClosed()).isFalse();
      assertThat(HubFile.read(file).serviceConnectionString())
          .doesNotStartWith("HostName=127.0.0.1:")
          .startsWith("HostName=127.0.0.");
    }
  }

  @Test
  void devicesOfAnotherProcessConnectWithItsHubJson(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("hub/hub.json");
    try (ProgramProcess hubProcess =
        ProgramProcess.start(
            directory, Map.of(), "hub", "--data", "hub", "--no-simulation", "--devices", "3")) {
      await().atMost(READY).until(() -> Files.exists(file) || !hubProcess.isRunning());
      HubFile hub = HubFile.read(file);
      try (ProgramProcess devices =
          ProgramProcess.start(directory, Map.of(), "devices", "--hub", "hub", "--offline", "1")) {
        await()
            .atMost(READY)
            .untilAsserted(() -> assertThat(devices.err()).contains("devices: 3 are up"));

        ProgramProcess fleet =
            ProgramProcess.start(
                directory,
                Map.of(
                    "IOTHUB_CONNECTION_STRING",
                    hub.serviceConnectionString(),
                    "IOTHUB_CA_FILE",
                    hub.caFile()),
                "fleet");
        fleet.exitWithin(READY);
        assertThat(fleet.out()).as(fleet.err()).endsWith("3 devices, 2 connected\n");
      }
    }
  }

  @Test
  void itPrintsConnectionStringsAndHowEachSdkTrustsIt(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("hub/hub.json");
    Files.writeString(
        directory.resolve("fleet.yaml"),
        """
        groups:
          - { name: pump, count: 4, tags: { ring: canary }, bootTime: 1s }
          - { name: valve, behaviors: [stays-offline] }
        """);
    try (ProgramProcess process =
        ProgramProcess.start(
            directory,
            Map.of(),
            "hub",
            "--data=hub",
            "--memory",
            "--fleet=fleet.yaml",
            "--host-name=hub.plant.test",
            "--rest-port=0",
            "--mqtt-port=0",
            "--plain-port=0")) {
      await().atMost(READY).until(() -> process.err().contains("hub: ") || !process.isRunning());
      assertThat(process.err()).contains("with 5 devices");
      HubFile hub = HubFile.read(file);

      assertThat(process.out())
          .containsPattern("MQTT without TLS .*" + hub.plainPort())
          .contains("  " + hub.serviceConnectionString() + System.lineSeparator())
          .contains(";SharedAccessKeyName=registryReadWrite;SharedAccessKey=")
          .contains("the first 3 of 5")
          .contains("  " + hub.devices().get(2).connectionString() + System.lineSeparator())
          .doesNotContain("DeviceId=pump-04;")
          .contains("Java    rm -f local-hub.p12; keytool -importcert")
          .contains("Python  export REQUESTS_CA_BUNDLE='" + hub.caFile() + "'")
          .contains("Node    export NODE_EXTRA_CA_CERTS='" + hub.caFile() + "'")
          .contains("C#      export SSL_CERT_FILE='" + hub.caFile() + "'")
          .contains("hub.plant.test does not resolve to this hub yet: add '127.0.0.");
      assertThat(hub.serviceConnectionString()).startsWith("HostName=hub.plant.test:");
      assertThat(directory.resolve("hub").toFile().list()).containsExactly("hub.json");
    }
  }

  @Test
  void severalHubsPrintTheSettingsOfAProgramForAllOfThem(@TempDir Path directory) throws Exception {
    try (ProgramProcess hubs =
        ProgramProcess.start(
            directory,
            Map.of(),
            "hub",
            "--data=hubs",
            "--name=north",
            "--name=plant-7",
            "--device=pump",
            "--device=valve")) {
      await().atMost(READY).until(() -> hubs.out().contains("plant-7.caFile") || !hubs.isRunning());
      HubFile north = HubFile.read(directory.resolve("hubs/north"));
      HubFile plant = HubFile.read(directory.resolve("hubs/plant-7"));
      assertThat(hubs.out())
          .contains("  export NORTH_CONNECTION='%s'%n".formatted(north.serviceConnectionString()))
          .contains("  reboot.hubs.north.connection = {{env:NORTH_CONNECTION}}%n".formatted())
          .contains("  reboot.hubs.plant-7.caFile = %s%n".formatted(plant.caFile()));
      assertThat(plant.devices())
          .extracting(HubFile.Entry::id)
          .containsExactly("plant-7-pump", "plant-7-valve");

      Files.write(
          directory.resolve("application.properties"),
          hubs.out().lines().filter(line -> line.startsWith("  reboot.hubs.")).toList());
      Map<String, String> keys =
          Map.of(
              "NORTH_CONNECTION",
              north.serviceConnectionString(),
              "PLANT_7_CONNECTION",
              plant.serviceConnectionString());
      ProgramProcess all = ProgramProcess.start(directory, keys, "fleet");
      all.exitWithin(READY);
      assertThat(all.out())
          .as(all.err())
          .startsWith("HUB ")
          .containsPattern("(?m)^north +north-pump +yes ")
          .containsPattern("(?m)^plant-7 +plant-7-valve +yes ")
          .endsWith("4 devices, 4 connected\n");

      ProgramProcess one = ProgramProcess.start(directory, keys, "fleet", "--hub", "north");
      one.exitWithin(READY);
      assertThat(one.out()).as(one.err()).endsWith("2 devices, 2 connected\n");
    }
  }

  @Test
  void devicesOfAFileConnectToTheirOwnPortOrWithoutTls(@TempDir Path directory) throws Exception {
    Path strings = directory.resolve("devices.txt");
    try (LocalHub hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start()) {
      Files.write(
          strings,
          List.of(
              hub.register("pump-7").connectionString(),
              hub.register("pump-8").connectionString()));
      for (List<String> way :
          List.of(List.<String>of(), List.of("--plain-port=" + hub.plainPort().getAsInt()))) {
        List<String> command =
            new ArrayList<>(List.of("devices", "--connection-strings=devices.txt"));
        command.addAll(way);
        try (ProgramProcess devices =
            ProgramProcess.start(
                directory,
                Map.of("IOTHUB_CA_FILE", hub.caFile().toString()),
                command.toArray(String[]::new))) {
          await()
              .atMost(READY)
              .untilAsserted(() -> assertThat(devices.err()).contains("devices: 2 are up"));
        }
      }
      assertThat(hub.counters()).containsEntry(Count.CONNECTIONS, 4L);
    }
  }

  /** A hub of another test may hold the port for a while: this waits until it is ours. */
  private static ServerSocket take(int port) {
    return await()
        .atMost(READY)
        .ignoreExceptionsInstanceOf(BindException.class)
        .until(
            () -> new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
            ServerSocket::isBound);
  }

  private static String get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
