package org.fleetreboot.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.example.PumpStation.PUMPS;
import static org.fleetreboot.example.PumpStation.VALVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in a JVM of its own, the hub and its devices in this one. */
class MaintenanceTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final PumpStation STATION = PumpStation.start();

  private final Path directory;
  private final Path trustStore;

  MaintenanceTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.trustStore = TrustStore.of(STATION.certificate(), directory);
  }

  @BeforeAll
  static void allAreConnected() throws InterruptedException {
    assertThat(STATION.awaitUp(LONG)).isTrue();
  }

  @AfterAll
  static void stop() {
    STATION.close();
  }

  @Test
  void aTicketRebootsItsDevicesAndGetsItsReportThoughTheProgramIsKilledAndStoppedOnTheWay()
      throws Exception {
    drop("t-17", PUMPS);
    try (MaintenanceProcess first = start()) {
      // As many as the route has in flight: nobody else is called before one of them is back.
      awaitLife(first, () -> STATION.calls(PUMPS) == 5);
      first.kill();
    }
    try (MaintenanceProcess second = start()) {
      awaitLife(second, () -> STATION.calls(PUMPS) > 5);
      second.stop();
    }
    assertThat(report("t-17")).doesNotExist();
    try (MaintenanceProcess third = start()) {
      awaitLife(third, () -> Files.exists(report("t-17")));
    }
    assertThat(report("t-17"))
        .content()
        .contains("\"result\":\"succeeded\"")
        .contains("\"confirmed\":8");
    assertThat(PUMPS).allSatisfy(pump -> assertThat(STATION.calls(pump)).isEqualTo(1));
  }

  @Test
  void theRouteCatchesAGroupThatFailedAndTheSameTicketAgainCallsNobody() throws Exception {
    try (MaintenanceProcess process = start()) {
      drop("t-18", List.of(VALVE));
      awaitLife(process, () -> Files.exists(report("t-18")));
      assertThat(report("t-18")).content().contains("1 rejected");

      drop("t-18", List.of(VALVE));
      awaitLife(process, () -> Files.notExists(directory.resolve("tickets/t-18.json")));
      drop("t-19", List.of("nobody"));
      awaitLife(process, () -> Files.exists(report("t-19")));
    }
    assertThat(STATION.calls(VALVE)).isEqualTo(1);
  }

  @Test
  void aSecondProcessOnTheSameJournalEndsWithASentence() throws Exception {
    try (MaintenanceProcess first = start()) {
      awaitLife(first, () -> Files.isDirectory(directory.resolve("tickets")));
      try (MaintenanceProcess second = start()) {
        assertThat(second.endsWithin(LONG)).as(second::log).isTrue();
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.log()).contains("journal.db");
      }
      assertThat(first.isRunning()).as(first::log).isTrue();
    }
  }

  @Test
  void aMistakeInARouteEndsTheProcessThoughTheEngineIsOpen() throws Exception {
    try (MaintenanceProcess process =
        MaintenanceProcess.start(
            directory,
            trustStore,
            STATION.connectionString(),
            "-Dcamel.component.reboot.maxOffline=many")) {
      assertThat(process.endsWithin(LONG)).as(process::log).isTrue();
      assertThat(process.exitCode()).isNotZero();
      assertThat(process.log()).contains("invalid limit 'many'");
    }
  }

  private MaintenanceProcess start() throws IOException {
    return MaintenanceProcess.start(directory, trustStore, STATION.connectionString());
  }

  private static void awaitLife(MaintenanceProcess process, BooleanSupplier done) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(done.getAsBoolean() || !process.isRunning()).as(process::log).isTrue());
    assertThat(done.getAsBoolean()).as(process::log).isTrue();
  }

  private Path report(String ticket) {
    return directory.resolve("reports/" + ticket + ".txt");
  }

  private void drop(String ticket, List<String> ids) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("tickets"));
    Path hidden = folder.resolve("." + ticket);
    Files.writeString(
        hidden,
        "{\"ticket\": \"%s\", \"devices\": [\"%s\"]}"
            .formatted(ticket, String.join("\", \"", ids)));
    Files.move(hidden, folder.resolve(ticket + ".json"));
  }
}
