package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.fleetreboot.devicesim.device.DeviceEnvironment;
import org.fleetreboot.devicesim.device.DeviceSpec;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.mqtt.LightSwarm;
import org.fleetreboot.devicesim.device.mqtt.SwarmOptions;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose journal is in a database. */
class StartOnDatabaseTest {
  private final Path directory;
  private final String url = PostgresServer.shared().newDatabase();
  private final LocalHub hub;
  private final LightSwarm swarm;

  StartOnDatabaseTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hub = LocalHub.builder().restPort(0).mqttPort(0).plainPort(0).start();
    this.swarm = connect();
  }

  @BeforeEach
  void writeSettings() throws Exception {
    CommandLineRun.copyRoutes(directory);
    Files.writeString(
        directory.resolve("application.properties"),
        """
        reboot.journal = %s
        reboot.lockFolder = locks
        camel.component.reboot.firstPoll=50ms
        camel.component.reboot.pollEvery=100ms
        """
            .formatted(url));
    assertThat(swarm.awaitUp(Duration.ofMinutes(5))).isTrue();
  }

  @AfterEach
  void stop() {
    swarm.close();
    hub.close();
  }

  @Test
  void aDeviceIsRebootedOnceAndItsRunIsReadFromTheDatabase() {
    Result start = run("start", "--device", "pump-1", "--run-id", "night-1");
    assertThat(start.exit()).as(start.err() + start.out()).isZero();

    Result again = run("start", "--device", "pump-1", "--run-id", "night-1");
    assertThat(again.exit()).as(again.err() + again.out()).isZero();
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L));
    assertThat(run("get", "night-1").out()).contains("night-1", "completed");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void anOrderIsRecordedWhileNoNodeWorks() {
    run("start", "--device", "pump-1", "--run-id", "night-1");

    Result stopped = run("stop", "--reason", "storm");

    assertThat(stopped.exit()).as(stopped.err() + stopped.out()).isZero();
    assertThat(run("list").err()).contains("storm");
  }

  @Test
  void aBackupRestoredIntoAnotherDatabaseCallsNoDevice() {
    run("start", "--device", "pump-1", "--run-id", "night-1");
    String copy = url.replaceFirst("/([^/?]*)[?]", "/$1_copy?");
    String name = url.replaceFirst(".*/", "").replaceFirst("[?].*", "");
    PostgresServer.shared()
        .execute("postgres", "CREATE DATABASE " + name + "_copy TEMPLATE " + name);

    Result start =
        run(
            "start",
            "--device",
            "pump-1",
            "--run-id",
            "night-2",
            "--journal",
            copy,
            "--timeout",
            "1s");

    assertThat(start.exit()).as(start.err() + start.out()).isEqualTo(4);
    assertThat(start.err()).contains("this journal is a copy of localhost:");
    assertThat(hub.calls()).isEqualTo(Map.of("pump-1", 1L));
  }

  private Result run(String... words) {
    return CommandLineRun.in(directory)
        .home(directory)
        .with("IOTHUB_CONNECTION_STRING", hub.serviceConnectionString())
        .with("IOTHUB_CA_FILE", hub.caFile().toString())
        .of(words);
  }

  private LightSwarm connect() {
    String connection = hub.register("pump-1").connectionString();
    return LightSwarm.start(
        List.of(DeviceSpec.named("pump-1").behaving(new BootsIn(Duration.ZERO))),
        new DeviceEnvironment(
            id -> connection, hub.sslContext(), InstantSource.system(), ZoneOffset.UTC),
        SwarmOptions.plain(new InetSocketAddress(hub.address(), hub.plainPort().orElseThrow())));
  }
}
