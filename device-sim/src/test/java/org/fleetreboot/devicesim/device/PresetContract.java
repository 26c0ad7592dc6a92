package org.fleetreboot.devicesim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fleetreboot.devicesim.device.HubClient.Reply;
import org.fleetreboot.devicesim.device.behavior.DeviceBehavior.BootsIn;
import org.fleetreboot.devicesim.device.behavior.RebootPreset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the tutorials' devices do on a hub, whatever body they have. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PresetContract {

  private static final Duration BOOT = Duration.ofMillis(300);
  private static final AtomicInteger DEVICES = new AtomicInteger();

  private final String id = "preset-" + DEVICES.incrementAndGet();

  /** The hub of the body under test. */
  abstract DeviceRig rig();

  @Test
  void thePythonDeviceRebootsAgainForACallThatCameMeanwhile() {
    Device device = up(RebootPreset.PYTHON_TUTORIAL);
    assertThat(rig().client.reported(id).has("rebootTime")).isFalse();

    CompletableFuture<Reply> first =
        rig().client.invokeAsync(id, "rebootDevice", HubClient.PATIENCE);
    await().until(() -> device.calls() > 0 || device.reboots() > 0);
    CompletableFuture<Reply> second =
        rig().client.invokeAsync(id, "rebootDevice", HubClient.PATIENCE);

    assertThat(first.join().payload().path("Response").asText())
        .isEqualTo("This is the response from the device");
    assertThat(second.join().deviceStatus()).isEqualTo(200);
    assertThat(rig().client.marker(id))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
    // An empty section has version 1, and each reboot has reported once.
    assertThat(rig().client.reported(id).path("$version").asInt()).isEqualTo(3);
    assertThat(device.reboots()).isEqualTo(2);
    assertThat(device.isConnected()).isTrue();
  }

  @Test
  void theNodeDeviceReportsANestedMarker() {
    up(RebootPreset.NODE_TUTORIAL);

    assertThat(rig().client.invoke(id, "reboot").payload().asText()).isEqualTo("Reboot started");

    await()
        .until(
            () ->
                rig()
                    .client
                    .reported(id)
                    .at("/iothubDM/reboot/lastReboot")
                    .asText()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
  }

  @Test
  void theJavaDeviceReportsLocalTimeWithoutAZone() {
    up(RebootPreset.JAVA_TUTORIAL);

    rig().client.invoke(id, "reboot");

    await()
        .until(
            () ->
                rig()
                    .client
                    .reported(id)
                    .path("lastReboot")
                    .asText()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}"));
  }

  @Test
  void theJavaDeviceAnswersBeforeItReboots() {
    rig()
        .up(
            DeviceSpec.named(id)
                .speaking(RebootPreset.JAVA_TUTORIAL)
                .behaving(new BootsIn(Duration.ofMinutes(5))));

    assertThat(rig().client.invoke(id, "reboot").payload().asText()).isEqualTo("Started reboot");
    assertThat(rig().client.reported(id).has("lastReboot")).isFalse();
  }

  private Device up(RebootPreset preset) {
    return rig().up(DeviceSpec.named(id).speaking(preset).behaving(new BootsIn(BOOT)));
  }
}
