package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.fleetreboot.devicesim.device.HubClient.Reply;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.StaysOffline;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;
import org.fleetreboot.devicesim.device.sdk.SimulatedFleet;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedFleetTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private LocalHub hub;
  private DeviceEnvironment environment;

  @BeforeEach
  void startHub() throws IOException {
    hub = LocalHub.builder().restPort(0).start();
    environment = environment(hub.sslContext());
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void thirtyDevicesComeUpRebootTogetherAndLeaveNoThreadBehind() throws Exception {
    List<DeviceSpec> specs =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "fleet-valve-" + i)
            .map(id -> DeviceSpec.named(id).behaving(new BootsIn(Duration.ofMillis(50))))
            .toList();
    HubClient client = new HubClient(hub);
    try (SimulatedFleet fleet = SimulatedFleet.start(specs, environment)) {
      assertThat(fleet.awaitUp(PATIENCE)).isTrue();
      assertThat(fleet.connected()).hasSize(30);
      assertThat(fleet.refused()).isEmpty();
      assertThat(threadsOf("fleet-valve-")).isNotEmpty();

      List<CompletableFuture<Reply>> calls =
          specs.stream()
              .map(spec -> client.invokeAsync(spec.id(), "rebootDevice", HubClient.PATIENCE))
              .toList();

      assertThat(calls).allMatch(call -> call.join().deviceStatus() == 200);
      await()
          .atMost(PATIENCE)
          .until(() -> fleet.devices().stream().allMatch(d -> d.reboots() == 1 && d.isConnected()));
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(threadsOf("fleet-valve-")).isEmpty());
  }

  @Test
  void aDeviceWithAWrongKeyIsRefusedByNameAndTheOthersComeUp() throws Exception {
    hub.register("stranger");
    DeviceEnvironment forged =
        new DeviceEnvironment(
            id ->
                id.equals("stranger")
                    ? "HostName=%s;DeviceId=stranger;SharedAccessKey=d3Jvbmcga2V5"
                        .formatted(hub.address())
                    : hub.register(id).connectionString(),
            environment.tls(),
            environment.clock(),
            environment.zone());

    try (SimulatedFleet fleet =
        SimulatedFleet.start(
            List.of(DeviceSpec.named("stranger"), DeviceSpec.named("fleet-valve-1")), forged)) {
      assertThat(fleet.awaitUp(PATIENCE)).isTrue();

      assertThat(fleet.refused()).containsOnlyKeys("stranger");
      assertThat(fleet.refused().get("stranger")).isInstanceOf(ConnectionRefused.class);
      await().atMost(PATIENCE).until(() -> fleet.connected().contains("fleet-valve-1"));
    }
  }

  @Test
  void aHubWhoseCertificateIsNotTrustedIsGivenUpAtOnce() throws Exception {
    try (SimulatedFleet fleet =
        SimulatedFleet.start(
            List.of(DeviceSpec.named("fleet-valve-1")), environment(SSLContext.getDefault()))) {
      assertThat(fleet.awaitUp(PATIENCE)).isTrue();

      assertThat(fleet.refused().get("fleet-valve-1"))
          .isInstanceOf(ConnectionRefused.class)
          .hasMessageContaining("certificate");
    }
  }

  @Test
  void theFleetTrustsAHubByItsCertificateFile() throws Exception {
    try (SimulatedFleet fleet =
        SimulatedFleet.start(
            List.of(DeviceSpec.named("fleet-valve-1")),
            environment(HubCertificate.trusting(hub.caFile())))) {
      assertThat(fleet.awaitUp(PATIENCE)).isTrue();
      assertThat(fleet.connected()).containsExactly("fleet-valve-1");
    }
  }

  @Test
  void anOfflineDeviceDoesNotHoldUpTheFleet() throws Exception {
    try (SimulatedFleet fleet =
        SimulatedFleet.start(
            List.of(DeviceSpec.named("fleet-valve-1").behaving(new StaysOffline())), environment)) {
      assertThat(fleet.awaitUp(PATIENCE)).isTrue();
      assertThat(fleet.connected()).isEmpty();
      assertThat(fleet.refused()).isEmpty();
    }
  }

  @Test
  void aFleetClosesEvenWhileItsHubCannotBeReached() {
    hub.close();
    SimulatedFleet fleet =
        SimulatedFleet.start(List.of(DeviceSpec.named("fleet-valve-1")), environment);

    fleet.close();

    assertThat(fleet.connected()).isEmpty();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(threadsOf("fleet-valve-")).isEmpty());
  }

  @Test
  void aFleetClosesWhileADeviceSleepsInItsMethodHandler() throws Exception {
    SimulatedFleet fleet =
        SimulatedFleet.start(
            List.of(DeviceSpec.named("fleet-valve-1").speaking(RebootPreset.PYTHON_TUTORIAL)),
            environment);
    assertThat(fleet.awaitUp(PATIENCE)).isTrue();
    CompletableFuture<Reply> unanswered =
        new HubClient(hub).invokeAsync("fleet-valve-1", "rebootDevice", HubClient.PATIENCE);
    await().atMost(PATIENCE).until(() -> fleet.device("fleet-valve-1").reboots() == 1);

    fleet.close();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(threadsOf("fleet-valve-")).isEmpty());
    assertThat(unanswered).isNotDone();
  }

  @Test
  void twoDevicesOfOneIdAreRefused() {
    DeviceSpec valve = DeviceSpec.named("fleet-valve-1");

    assertThatThrownBy(() -> SimulatedFleet.start(List.of(valve, valve), environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fleet-valve-1");
  }

  private DeviceEnvironment environment(SSLContext tls) {
    return new DeviceEnvironment(
        id -> hub.register(id).connectionString(), tls, InstantSource.system(), ZoneOffset.UTC);
  }

  private static List<String> threadsOf(String ids) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(ids))
        .toList();
  }
}
